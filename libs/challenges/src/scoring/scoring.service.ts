import { Injectable } from '@nestjs/common';
import { Batcher, prepared } from '@relais/platform';
import { DataSource } from 'typeorm';
import { ChallengesQueries, type RunningChallenge } from '../challenges.queries.js';
import { MissedAnswers } from './missed-answers.js';
import { AMONG, awardStatement, EARNED, type Statement } from './score-statements.js';

/** What one answer earned in one challenge. */
export interface Earned {
  /** Slug. */
  challenge: string;
  /** By locale. */
  name: Record<string, string>;
  /** For this answer; 0 when it earned nothing. */
  awarded: number;
  /** Of the person in this challenge so far. */
  total: number;
}

/**
 * Turns answers into points. Who calls, how often and in which order makes no difference: a point row exists once per answer,
 * challenge and rule.
 */
@Injectable()
export class ScoringService {
  private readonly batcher: Batcher<string, Earned[]>;
  private readonly telling: Batcher<string, Earned[]>;
  /** The statement of the hot path, as long as the challenges stay the same. */
  private built: { from: RunningChallenge[]; statement: Statement | null } | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
    private readonly missed: MissedAnswers,
  ) {
    this.batcher = new Batcher((ids) => this.scoreAndTell(ids), { concurrency: 2 });
    this.telling = new Batcher((ids) => this.tell(ids), { concurrency: 2 });
  }

  /** Awards what these deliveries' answers have earned in the challenges that run. Ids without an answer are passed over. */
  async score(deliveryIds: string[]): Promise<void> {
    if (deliveryIds.length === 0) return;
    const from = await this.challenges.running();
    if (this.built?.from !== from) {
      this.built = { from, statement: awardStatement(from, AMONG, null) };
    }
    const { statement } = this.built;
    if (statement)
      await prepared(this.db, statement.sql, [JSON.stringify(deliveryIds), ...statement.parameters.slice(1)]);
  }

  /**
   * Scores one answer, together with all that arrive at the same time, and tells what it earned: one entry for each challenge
   * the answer counts in, the same at every call. Empty when it counts in none.
   */
  scoreNow(deliveryId: string): Promise<Earned[]> {
    return this.batcher.submit(deliveryId);
  }

  /** What an answer has earned so far, one entry for each challenge it counts in. Reads only. */
  earned(deliveryId: string): Promise<Earned[]> {
    return this.telling.submit(deliveryId);
  }

  /**
   * The sweep: awards what nobody was woken for, a bounded number of answers at a time. Meant for every half minute.
   * @returns how many point rows were missing.
   */
  scoreMissed(): Promise<number> {
    return this.missed.score();
  }

  private async scoreAndTell(ids: string[]): Promise<Earned[][]> {
    await this.score(ids);
    return this.tell(ids);
  }

  private async tell(ids: string[]): Promise<Earned[][]> {
    const told = new Map<string, Earned[]>(ids.map((id) => [id, []]));
    for (const { deliveryId, ...earned } of await prepared<Earned & { deliveryId: string }>(this.db, EARNED, [
      JSON.stringify(ids),
    ])) {
      told.get(deliveryId)!.push(earned);
    }
    return ids.map((id) => told.get(id)!);
  }
}
