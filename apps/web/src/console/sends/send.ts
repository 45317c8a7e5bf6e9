import type { components } from '../../api/schema.d.ts';

export type Send = components['schemas']['SendDto'];
export type State = components['schemas']['DeliveryDto']['state'];

export const STATES: readonly State[] = ['planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'cancelled', 'suppressed', 'held']; // prettier-ignore
/** Colour words for states; a state is always written as well. */
export const STATE_COLOURS: Record<State, 'gray' | 'accent' | 'right' | 'wrong'> = {
  planned: 'gray',
  claimed: 'accent',
  sending: 'accent',
  accepted: 'right',
  refused: 'wrong',
  expired: 'wrong',
  cancelled: 'gray',
  suppressed: 'gray',
  held: 'wrong',
};

/** Whether figures of these sends will change by themselves soon. */
export const moves = (sends: readonly Send[], upTo: string): boolean =>
  sends.some(({ day, waiting }) => day <= upTo && waiting > 0);

/** The parts of a send; together they are its total. */
export function partsOf({ accepted, answered, waiting, underWay, ended }: Send) {
  const seen = Math.min(answered, accepted);
  return [
    { part: 'answered', count: seen },
    { part: 'accepted', count: accepted - seen },
    { part: 'underWay', count: underWay },
    { part: 'planned', count: waiting - underWay },
    { part: 'ended', count: ended },
  ] as const;
}
