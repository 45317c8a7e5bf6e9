import type { Person, Scope } from '@relais/network';

/** Whose names a board shows: strangers, and half sessions, see places and points only. */
export function boardScope(me: Person | null): Scope {
  return me?.stage === 'open' ? me.scope : { kind: 'nothing' };
}
