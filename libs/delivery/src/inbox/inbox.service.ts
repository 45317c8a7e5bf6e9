import { Injectable } from '@nestjs/common';
import { NotFound, rows, toLocal } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { AnswerInput, AnswerView } from '../answering/answer-view.js';
import { AnsweringService } from '../answering/answering.service.js';
import type { Addressed } from '../sending/answer-link.rules.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import { DONE, NOW_AND_ZONE, OWN_DELIVERY, STREAK, WAITING } from './inbox-statements.js';

/** More than anybody answers at once; the cap of a week is far below. */
const MOST_WAITING = 20;

/** A part of what is done with. */
export interface DoneBricks {
  bricks: AnswerView[];
  /** Where the next part begins; null: this was the last. */
  next: string | null;
}

/**
 * What one person has to answer, and has answered, for whoever is signed in as that person. Every brick goes the way of its
 * link, so the inbox, the mail and a reply meet the same rules and write the same one row.
 */
@Injectable()
export class InboxService {
  constructor(
    private readonly db: DataSource,
    private readonly answering: AnsweringService,
    private readonly addresses: OwnAddresses,
  ) {}

  /** What waits for an answer, oldest first, {@link MOST_WAITING} at most. */
  async waiting(repId: number): Promise<AnswerView[]> {
    return this.open(await rows<Addressed>(this.db, WAITING, [repId, MOST_WAITING]));
  }

  /** What was answered or missed, the latest first. @param before `next` of the part before. */
  async done(repId: number, limit: number, before: string | null): Promise<DoneBricks> {
    const found = await rows<Addressed>(this.db, DONE, [repId, limit + 1, before]);
    const page = found.slice(0, limit);
    return { bricks: await this.open(page), next: found.length > limit ? page.at(-1)!.id : null };
  }

  /** Days in a row, of those on which a brick came, on which one was answered. */
  async streak(repId: number): Promise<number> {
    const [at] = await rows<{ now: Date; zone: string }>(this.db, NOW_AND_ZONE, [repId]);
    if (!at) return 0;
    const [counted] = await rows<{ days: number }>(this.db, STREAK, [repId, toLocal(at.now.getTime(), at.zone).date]);
    return counted!.days;
  }

  /**
   * Records the person's answer. @throws NotFound `inbox.unknown` for a delivery of somebody else, the same as for one there is
   * not; Gone and Invalid as {@link AnsweringService.answer}
   */
  async answer(repId: number, deliveryId: string, input: AnswerInput): Promise<AnswerView> {
    const [own] = await rows<Addressed>(this.db, OWN_DELIVERY, [repId, deliveryId]);
    if (!own) throw new NotFound('inbox.unknown', 'There is no such brick in this inbox.');
    return this.answering.answer(this.addresses.answerToken(own), input, 'web');
  }

  private open(deliveries: Addressed[]): Promise<AnswerView[]> {
    return Promise.all(deliveries.map((one) => this.answering.open(this.addresses.answerToken(one))));
  }
}
