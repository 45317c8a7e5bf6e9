import type { Person, Scope } from '@relais/network';
import type { Env } from '@relais/platform';

/**
 * Whose names a board shows. To people who are signed in: those of their own companies, or of everybody. To all others what the
 * setting says: everybody's short names, or nobody's.
 */
export function boardScope(me: Person | null, { RELAIS_BOARD_NAMES: names }: Pick<Env, 'RELAIS_BOARD_NAMES'>): Scope {
  if (me?.stage === 'open') return me.scope;
  return { kind: names === 'everyone' ? 'network' : 'nothing' };
}
