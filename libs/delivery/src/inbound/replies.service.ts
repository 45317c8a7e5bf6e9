import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { OwnAddresses } from '../sending/own-addresses.js';
import type { InboundOutcome } from './inbound-outcome.js';
import { REPLIED } from './inbound-statements.js';
import type { RepliedDelivery } from './notes/note-writer.js';
import { findDelivery } from './reply/reply-address.rules.js';
import { ReplyAftermath, type Reply } from './reply-aftermath.js';
import { ReplyJudge, type Found } from './reply-judge.js';

/** Takes answers by mail: the same one row, whoever asks. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly db: DataSource,
    private readonly addresses: OwnAddresses,
    private readonly judge: ReplyJudge,
    private readonly aftermath: ReplyAftermath,
  ) {}

  async take(reply: Reply): Promise<InboundOutcome> {
    const found = await this.find(reply);
    if (!found) return this.aftermath.unknown(reply);
    return this.aftermath.settle(reply, found.delivery, await this.judge.judge(reply, found));
  }

  /** By the token of the reply address, else by our Message-ID. */
  private async find({ message, recipients }: Reply): Promise<Found | null> {
    const named = findDelivery(message, recipients, this.addresses.replyDoor);
    const id = named.by === 'token' ? this.addresses.openReplyToken(named.token) : null;
    const referred = named.by === 'none' ? null : named.inReplyTo;
    const [delivery] = await rows<RepliedDelivery>(this.db, REPLIED, [id ?? referred]);
    return delivery ? { delivery, known: id !== null } : null;
  }
}
