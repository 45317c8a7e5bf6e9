import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { ChallengesQueries, type RunningChallenge } from '../challenges.queries.js';
import { awardStatement, PART_END } from './score-statements.js';

/** Answers one statement looks at: some tens of milliseconds of work. */
const PART = 5_000;
/** Parts a call may take: of what is new, and of what was looked at before. */
const NEW_PARTS = 20;
const OLD_PARTS = 4;

/** How far a walk over the answers of one line has come; timestamps as PostgreSQL writes them, to the microsecond. */
type Positions = Map<number, string>;

/**
 * The sweep: finds answers that should have points and have none, because a process ended between answer and points, because
 * the machine lost power, or because a segment has come to hold the person since. Two walks along the index of each line, in
 * bounded parts: one follows the newest answers, the other goes round all of them, again and again.
 */
@Injectable()
export class MissedAnswers {
  private readonly followed: Positions = new Map();
  private readonly revisited: Positions = new Map();
  /** Lines still to be visited in this round. */
  private round: number[] = [];

  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
  ) {}

  /** Takes both walks some parts further. @returns how many point rows were missing. */
  async score(): Promise<number> {
    const running = await this.challenges.running();
    let found = 0;
    for (const line of linesOf(running)) found += await this.follow(line, running);
    return found + (await this.revisit(await this.challenges.all()));
  }

  private async follow(line: number, challenges: RunningChallenge[]): Promise<number> {
    let found = 0;
    let after = this.followed.get(line) ?? (await this.lately());
    for (let part = 0; part < NEW_PARTS; part++) {
      const step = await this.step(line, after, challenges);
      found += step.found;
      // The last minute is looked at again: an answer becomes visible when it commits, a little after the time it bears.
      after = step.pause ?? step.settled;
      if (step.pause === null) break;
    }
    this.followed.set(line, after);
    return found;
  }

  private async revisit(challenges: RunningChallenge[]): Promise<number> {
    let found = 0;
    for (let part = 0; part < OLD_PARTS && (part === 0 || this.round.length > 0); part++) {
      if (this.round.length === 0) this.round = linesOf(challenges);
      const line = this.round[0];
      if (line === undefined) break;
      const step = await this.step(line, this.revisited.get(line) ?? '-infinity', challenges);
      found += step.found;
      if (step.pause !== null) this.revisited.set(line, step.pause);
      else {
        this.revisited.delete(line);
        this.round.shift();
      }
    }
    return found;
  }

  /** Looks at the next part of a line. `pause` is where it stopped, null at the end of the line. */
  private async step(line: number, after: string, challenges: RunningChallenge[]) {
    const counting = challenges.filter(({ lineIds }) => lineIds.includes(line));
    const [end] = await rows<{ pause: string | null; settled: string }>(this.db, PART_END, [line, after, PART - 1]);
    const { pause, settled } = end!;
    const where = 'a.line_id = $1 AND a.answered_at > $2::timestamptz AND a.answered_at <= $3::timestamptz';
    const statement = awardStatement(counting, where, line, after, pause ?? 'infinity');
    const [result] = statement ? await rows<{ awarded: number }>(this.db, statement.sql, statement.parameters) : [];
    return { pause, settled, found: result?.awarded ?? 0 };
  }

  private async lately(): Promise<string> {
    const [now] = await rows<{ at: string }>(this.db, `SELECT (now() - interval '1 hour')::text AS at`);
    return now!.at;
  }
}

function linesOf(challenges: RunningChallenge[]): number[] {
  return [...new Set(challenges.flatMap(({ lineIds }) => lineIds))];
}
