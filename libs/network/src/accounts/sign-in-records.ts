import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { AuditService } from './audit.service.js';
import type { SessionStage } from './entities/session.entity.js';
import type { Actor, Caller } from './person.js';
import { SessionsService, type Owner } from './sessions.service.js';

export type SignInWay = 'password' | 'second-factor' | 'recovery-code' | 'link' | 'invite' | 'oidc' | 'first-admin';

/** What every way of signing in ends with: a session, the time of it, a line in the trail; all or nothing. */
@Injectable()
export class SignInRecords {
  constructor(
    private readonly db: DataSource,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /** @param replaced a half session that this one takes the place of. */
  async opened(owner: Owner, stage: SessionStage, caller: Caller, way: SignInWay, replaced?: string): Promise<string> {
    return this.db.transaction(async (em) => {
      if (replaced !== undefined) await this.sessions.revoke(owner, replaced, em);
      if (stage === 'open') {
        if (owner.kind === 'account')
          await rows(em, 'UPDATE network.account SET last_sign_in_at = now() WHERE id = $1', [owner.id]);
        const actor: Actor = { ...owner, address: caller.address };
        await this.audit.note(actor, { action: 'signed-in', subject: subjectOf(owner), detail: { way } }, em);
      }
      return this.sessions.open(owner, stage, caller, em);
    });
  }

  /** A refused try, for the trail: of a known account or of nobody's. */
  async refused(actor: Actor, accountId: number | null): Promise<void> {
    const subject = accountId === null ? undefined : `account:${accountId}`;
    await this.audit.note(actor, { action: 'sign-in-refused', subject });
  }
}

export const subjectOf = ({ kind, id }: Owner): string => `${kind}:${id}`;
