import type { components } from '../api/schema.d.ts';

export type Brick = components['schemas']['InboxBrickDto'];
export type Outcome = NonNullable<Brick['outcome']>;
export type Answered = components['schemas']['InboxAnswerDto'];
export type Standing = components['schemas']['InboxStandingDto'];

/** What was chosen and typed so far. */
export interface Draft {
  choice: string[];
  text: string;
}

const KEY = 'relais-answer:';

/** What was chosen and typed for a brick and never confirmed: a lost connection or a closed page loses none of it. */
export function readDraft(deliveryId: string): Draft {
  try {
    const { choice, text } = JSON.parse(localStorage.getItem(KEY + deliveryId) ?? '{}') as Partial<Draft>;
    return { choice: Array.isArray(choice) ? choice : [], text: typeof text === 'string' ? text : '' };
  } catch {
    return { choice: [], text: '' };
  }
}

export function keepDraft(deliveryId: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(KEY + deliveryId, JSON.stringify(draft));
    else localStorage.removeItem(KEY + deliveryId);
  } catch {
    // a browser that keeps nothing: the page itself still has it
  }
}

/** The word for what is wrong with a draft, or null. */
export function draftFault({ kind, maxLength }: Brick, { choice, text }: Draft) {
  if ((kind === 'quiz' || kind === 'poll') && !choice.length) return 'choiceMissing' as const;
  if (kind !== 'open') return null;
  if (!text.trim()) return 'textMissing' as const;
  return maxLength !== null && text.length > maxLength ? ('textTooLong' as const) : null;
}
