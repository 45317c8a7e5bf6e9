import { Injectable } from '@nestjs/common';
import { repsInScope, type Scope } from '@relais/network';
import { Batcher, Invalid, prepared, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { ChallengesQueries, type RunningChallenge } from '../challenges.queries.js';
import { BOARD_KINDS, type BoardKind } from '../entities/board.entity.js';
import { readCursor, writeCursor } from './board-cursor.rules.js';
import { BoardNamesQueries } from './board-names.queries.js';
import { BoardSnapshotsQueries, SMALL_BOARD, type Place } from './board-snapshots.queries.js';
import { liveSql, OWN, OWN_COUNTED, PAGE_PLACES, STANDING_ORDER } from './board-statements.js';

export interface BoardEntry {
  /** Shared by those equal in points and time. */
  rank: number;
  /** null: whoever asks may not know who it is, or whoever it is does not wish to be named. */
  name: string | null;
  /** A person's: whole. A team's: the mean over its people, to one decimal. */
  points: number;
}

/** The challenge a board belongs to. */
export interface BoardOf {
  slug: string;
  /** By locale. */
  name: Record<string, string>;
  startsAt: Date;
  endsAt: Date;
}

export interface BoardView {
  board: BoardOf;
  by: BoardKind;
  /** Every point awarded before this moment is counted. The start of the challenge: nothing has been counted yet. */
  asOf: Date;
  entries: BoardEntry[];
  /** Cursor of the next part; null: this was the last. */
  next: string | null;
}

export interface BoardOptions {
  /** 1 to 200, default 50. */
  limit?: number;
  cursor?: string | null;
  /** For names that exist in several languages, default en. */
  locale?: string;
  /** Whose names may be shown; not given: everybody's, for the operator. */
  scope?: Scope;
}

/** A person on a board, by the whole name: for those who may see who it is. */
export interface PersonEntry {
  repId: number;
  name: string;
  rank: number;
  points: number;
}

/** A person's own place. */
export interface OwnStanding {
  rank: number;
  points: number;
  /** People on the board. */
  total: number;
}

interface Part {
  asOf: Date | null;
  total: number;
  places: Place[];
}

type OwnPlace = OwnStanding & { repId: number };

/** Somebody who wants to know their place. */
interface Asked {
  challengeId: number;
  repId: number;
}

const LARGEST_PAGE = 200;
/** Who goes by another name, or by none, is not given away by the own company's list. */
const NAMED = 'NOT EXISTS (SELECT 1 FROM challenges.board_name n WHERE n.rep_id = r.id)';

/** Reads boards. Reading never writes and never counts more than a small board. */
@Injectable()
export class BoardsQueries {
  private readonly asking = new Batcher((asked: Asked[]) => this.readOwn(asked), { concurrency: 2 });

  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
    private readonly snapshots: BoardSnapshotsQueries,
    private readonly names: BoardNamesQueries,
  ) {}

  /** Every challenge has its boards; those of the latest challenge come first. */
  async list(): Promise<BoardOf[]> {
    return (await this.challenges.all()).map(toBoard);
  }

  /**
   * A part of a board, from the top or from a cursor. People without a point come last, with 0 points and one rank.
   * @throws NotFound `challenge.unknown`; Invalid `board.by`, `board.limit` or `board.cursor`.
   */
  async page(slug: string, by: BoardKind, options: BoardOptions = {}): Promise<BoardView> {
    const { limit = 50, cursor, locale = 'en', scope } = options;
    refuseWrong(by, limit);
    const after = readCursor(by, cursor);
    const challenge = await this.challenges.findKept(slug);
    const { asOf, total, places } = await this.places(challenge.id, by, after, limit);
    const names = await this.names.read(by, places, locale);
    const subjects = places.map(({ subject }) => subject);
    const known = scope && (await this.names.visible(by, subjects, scope));
    return {
      board: toBoard(challenge),
      by,
      asOf: asOf ?? challenge.startsAt,
      entries: places.map(({ rank, points, subject }, i) => ({
        rank,
        name: !known || known.has(subject) ? names[i]! : null,
        points,
      })),
      next: after + limit < total ? writeCursor(by, after + limit) : null,
    };
  }

  /**
   * Where a person stands by points, as of now; on a board too large to count, the rank is among the others as the snapshot
   * has them. null: not on this board.
   */
  async own(challengeId: number, repId: number): Promise<OwnStanding | null> {
    return this.asking.submit({ challengeId, repId });
  }

  /**
   * The best of the people somebody may see and who go by their own name on boards, with the rank they have among all.
   * @param limit at most so many. @throws NotFound `challenge.unknown`
   */
  async best(slug: string, scope: Scope, limit: number): Promise<{ board: BoardOf; entries: PersonEntry[] }> {
    const challenge = await this.challenges.findKept(slug);
    const seen = repsInScope(scope, 'r', 3);
    const people = await rows<{ id: number; name: string }>(
      this.db,
      `SELECT r.id, trim(r.first_name || ' ' || r.last_name) AS name FROM ${STANDING_ORDER} WHERE s.challenge_id = $1 AND s.listed AND s.points > 0 AND ${seen.sql} AND ${NAMED} ORDER BY key, r.id LIMIT $2`,
      [challenge.id, limit, ...seen.parameters],
    );
    const standings = await this.ownIn(challenge.id, JSON.stringify(people.map(({ id }) => id)));
    const of = new Map(standings.map((one) => [one.repId, one]));
    const entries = people.flatMap(({ id, name }) => {
      const own = of.get(id);
      return own ? [{ repId: id, name, rank: own.rank, points: own.points }] : [];
    });
    return { board: toBoard(challenge), entries };
  }

  /** One statement for all that ask for their place in a challenge at the same time. */
  private async readOwn(asked: Asked[]): Promise<(OwnStanding | null)[]> {
    const found = new Map<string, OwnStanding>();
    for (const challengeId of new Set(asked.map((one) => one.challengeId))) {
      const reps = asked.filter((one) => one.challengeId === challengeId).map((one) => one.repId);
      const places = await this.ownIn(challengeId, JSON.stringify([...new Set(reps)]));
      for (const { repId, rank, points, total } of places)
        found.set(`${challengeId} ${repId}`, { rank, points, total });
    }
    return asked.map(({ challengeId, repId }) => found.get(`${challengeId} ${repId}`) ?? null);
  }

  private async ownIn(challengeId: number, reps: string): Promise<OwnPlace[]> {
    const { asOf, people } = (await this.snapshots.read(challengeId, 'rep', [])).state;
    if (!asOf || people <= SMALL_BOARD) return prepared<OwnPlace>(this.db, OWN_COUNTED, [challengeId, reps]);
    const places = await prepared<Omit<OwnPlace, 'total'>>(this.db, OWN, [challengeId, reps]);
    return places.map((place) => ({ ...place, total: people }));
  }

  /** Places after `after`, at most `count`, of `total`. */
  private async places(id: number, by: BoardKind, after: number, count: number): Promise<Part> {
    const first = Math.floor(after / PAGE_PLACES);
    const pages = Array.from(
      { length: Math.floor((after + count - 1) / PAGE_PLACES) - first + 1 },
      (_, i) => first + i,
    );
    const { state, pages: found } = await this.snapshots.read(id, by, pages);
    const { asOf, now, changed } = state;
    if ((changed || !asOf) && (await this.isSmall(id, asOf && state.people))) {
      const places = await prepared<Place & { total: number }>(this.db, liveSql(by), [id, after, count]);
      return { asOf: now, total: places[0]?.total ?? 0, places };
    }
    const skip = after % PAGE_PLACES;
    // Nothing awarded since: what is in the snapshot is all there is now.
    const [only, ...more] = found;
    const whole = only && more.length === 0 && skip === 0 && only.length <= count;
    return {
      asOf: asOf && !changed ? now : asOf,
      total: state.total,
      places: whole ? only : found.flat().slice(skip, skip + count),
    };
  }

  private async isSmall(id: number, people: number | null): Promise<boolean> {
    if (people !== null) return people <= SMALL_BOARD;
    const sql = `SELECT count(*)::int AS people FROM (
      SELECT 1 FROM challenges.standing s WHERE s.challenge_id = $1 AND s.listed LIMIT ${SMALL_BOARD + 1}) listed`;
    const [counted] = await rows<{ people: number }>(this.db, sql, [id]);
    return counted!.people <= SMALL_BOARD;
  }
}

function toBoard({ slug, name, startsAt, endsAt }: RunningChallenge): BoardOf {
  return { slug, name, startsAt, endsAt };
}

function refuseWrong(by: BoardKind, limit: number): void {
  if (!BOARD_KINDS.includes(by)) {
    const fix = `one of ${BOARD_KINDS.join(', ')}`;
    throw new Invalid('board.by', 'There is no such board.', [{ where: 'by', what: 'is not a kind of board', fix }]);
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    const fix = `a whole number from 1 to ${LARGEST_PAGE}`;
    throw new Invalid('board.limit', 'The limit is out of range.', [{ where: 'limit', what: 'is out of range', fix }]);
  }
}
