import { Injectable } from '@nestjs/common';
import { prepared } from '@relais/platform';
import { DataSource } from 'typeorm';
import { MembershipService } from '../planning/membership.service.js';
import { CarryOver, type Admitted, type Timed } from './carry-over.js';
import type { MailToSend } from './mail-composer.js';
import { readForSending } from './sending-statements.js';
import type { Claim } from './settlements.js';

/** A claimed mail with all that composing and judging it needs. */
export type Claimed = MailToSend & Timed & { lineStatus: string };

/** Reads claimed deliveries as they are at the last moment. */
@Injectable()
export class ClaimedMails {
  constructor(
    private readonly db: DataSource,
    private readonly membership: MembershipService,
    private readonly carryOver: CarryOver,
  ) {}

  async read(claims: Claim[]): Promise<Claimed[]> {
    const member = await this.membership.condition(await this.membership.activeLines(), 'd.line_id', 2);
    return prepared<Claimed>(this.db, readForSending(`(l.status <> 'active' OR ${member.sql})`), [
      JSON.stringify(claims.map((c) => c.id)),
      ...member.parameters,
    ]);
  }

  /** Parts those that may leave today from those whose day is over. */
  admit(mails: Claimed[]): Promise<Admitted<Claimed>> {
    return this.carryOver.admit(mails);
  }
}
