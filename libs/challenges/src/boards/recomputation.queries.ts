import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ChallengesQueries, type RunningChallenge } from '../challenges.queries.js';
import { BOARD_KINDS, type BoardKind } from '../entities/board.entity.js';
import { boardSql } from './board-statements.js';
import { differences, rankBoard, type Award, type Person, type RankedPlace } from './board.rules.js';
import { peopleStatement } from './roster-statements.js';
import { readSegments } from './roster.service.js';

export interface BoardCheck {
  by: BoardKind;
  places: number;
  /** The first twenty places at which the board is not what the answers say. */
  differences: ReturnType<typeof differences>;
}

interface AnswerRow {
  repId: number;
  occurrence: number;
  correct: boolean | null;
  elapsedMs: string;
}

/** Answers read at a time. */
const PART = 20_000;

/**
 * Works boards out from the answers alone, by the rules as functions and without any of the tables of this lib but the
 * challenge itself: points, sums and snapshots are what is checked.
 */
@Injectable()
export class RecomputationQueries {
  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
  ) {}

  /** The board as it has to be. Reads every answer of the challenge. */
  recompute(challengeId: number, by: BoardKind): Promise<RankedPlace[]> {
    return this.reading(async (tx) => {
      const { people, awards } = await this.facts(tx, await this.challenges.read(challengeId, tx));
      return rankBoard(by, people, awards);
    });
  }

  /**
   * Compares the boards as they are counted now with their recomputation, both as of one moment. An answer of the last
   * seconds that has not been scored yet, or a roster that is about to be called, shows as a difference.
   * @throws NotFound `challenge.unknown`
   */
  verify(slug: string): Promise<BoardCheck[]> {
    return this.reading(async (tx) => {
      const { id } = await this.challenges.find(slug);
      const { people, awards } = await this.facts(tx, await this.challenges.read(id, tx));
      const checks: BoardCheck[] = [];
      for (const by of BOARD_KINDS) {
        const counted = `SELECT place, rank, subject, points FROM (${boardSql(by)}) board ORDER BY place`;
        const found = await rows<RankedPlace>(tx, counted, [id]);
        checks.push({ by, places: found.length, differences: differences(rankBoard(by, people, awards), found) });
      }
      return checks;
    });
  }

  private async facts(tx: EntityManager, challenge: RunningChallenge): Promise<{ people: Person[]; awards: Award[] }> {
    const { sql, parameters } = peopleStatement(challenge, await readSegments(tx));
    const people = await rows<Person>(tx, sql, parameters);
    const listed = new Set(people.map(({ repId }) => repId));
    const awards: Award[] = [];
    await tx.query(
      `DECLARE answers NO SCROLL CURSOR FOR
       SELECT a.rep_id AS "repId", a.occurrence, a.correct, a.elapsed_ms AS "elapsedMs" FROM delivery.answer a
       WHERE a.line_id = ANY ($1::int[]) AND a.answered_at >= $2 AND a.answered_at < $3`,
      [challenge.lineIds, challenge.startsAt, challenge.endsAt],
    );
    for (let part: AnswerRow[]; (part = await rows<AnswerRow>(tx, `FETCH ${PART} FROM answers`)).length > 0;) {
      for (const { repId, occurrence, correct, elapsedMs } of part) {
        if (!listed.has(repId)) continue;
        for (const { rule, params } of challenge.rules) {
          const points = rule.points({ occurrence, correct, elapsedMs: Number(elapsedMs) }, params);
          if (points > 0) awards.push({ repId, points, elapsedMs: Number(elapsedMs) });
        }
      }
    }
    await tx.query('CLOSE answers');
    return { people, awards };
  }

  /** One moment for everything that is read, and a promise to write nothing. */
  private reading<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.db.transaction('REPEATABLE READ', async (tx) => {
      await tx.query('SET TRANSACTION READ ONLY');
      return work(tx);
    });
  }
}
