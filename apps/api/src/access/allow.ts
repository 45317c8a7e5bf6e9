import { applyDecorators, SetMetadata, UseGuards, type CanActivate, type Type } from '@nestjs/common';
import type { Role, SessionStage } from '@relais/network';

export const ALLOWED = 'relais access';

/** Who may come through a route. */
export interface Allowed {
  roles: readonly (Role | 'everyone')[];
  /** Half sessions that may come too: this route is how they become whole. */
  stages: readonly SessionStage[];
  /** The route has a guard of its own that knows who comes. */
  ownGuard: boolean;
}

export const ALL_STAFF = ['programme-admin', 'channel-manager', 'author', 'coach', 'partner-admin', 'auditor'] as const;

/** Opens a route, or all of a controller, to people with one of these roles; `everyone`: to whoever is signed in. */
export const Allow = (...roles: (Role | 'everyone')[]) =>
  SetMetadata(ALLOWED, { roles, stages: [], ownGuard: false } satisfies Allowed);

/** Opens a route to staff, and to half sessions of these stages. */
export const AllowUnfinished = (...stages: SessionStage[]) =>
  SetMetadata(ALLOWED, { roles: ALL_STAFF, stages, ownGuard: false } satisfies Allowed);

/** Opens a route to whom its own guard lets through; no session is asked for. */
export const GuardedBy = (guard: Type<CanActivate>) =>
  applyDecorators(SetMetadata(ALLOWED, { roles: [], stages: [], ownGuard: true } satisfies Allowed), UseGuards(guard));

export const LOOKS_WHO = 'relais looks who';
/** A public route that answers differently to whoever is signed in. */
export const LooksWho = () => SetMetadata(LOOKS_WHO, true);
