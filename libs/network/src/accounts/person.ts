import type { SessionStage } from './entities/session.entity.js';
import type { Role } from './roles.rules.js';
import type { Scope } from './scope.rules.js';

/** Somebody with a session, as every request finds them anew: a changed role or a lost account counts at once. */
export interface Person {
  kind: 'account' | 'rep';
  id: number;
  sessionId: string;
  stage: SessionStage;
  email: string;
  name: string;
  locale: string;
  roles: Role[];
  scope: Scope;
  /** Name of the company of a partner admin or a rep. */
  partnerName: string | null;
  secondFactor: { on: boolean; required: boolean };
}

/** Where a request comes from. */
export interface Caller {
  address: string;
  agent: string;
}

/** Who does something, for the trail. */
export interface Actor {
  kind: 'account' | 'rep' | 'nobody' | 'operator';
  id: number | null;
  address: string | null;
}

export const NOBODY = ({ address }: Caller): Actor => ({ kind: 'nobody', id: null, address });
export const OPERATOR: Actor = { kind: 'operator', id: null, address: null };
export const actorOf = ({ kind, id }: Pick<Person, 'kind' | 'id'>, { address }: Caller): Actor => ({
  kind,
  id,
  address,
});
