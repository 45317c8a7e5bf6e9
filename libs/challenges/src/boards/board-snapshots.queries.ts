import { Injectable } from '@nestjs/common';
import { Clock, prepared } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { BoardKind } from '../entities/board.entity.js';
import { MOST_PAGES, SNAPSHOT } from './board-statements.js';

export interface Place {
  rank: number;
  subject: string;
  points: number;
}

/** How the snapshot of a board stands. */
export interface SnapshotState {
  /** Every point awarded before this moment is in it; null: there is no snapshot. */
  asOf: Date | null;
  /** The database's time when it was looked at. */
  now: Date;
  people: number;
  /** Places on this board. */
  total: number;
  /** Something is not in it yet. */
  changed: boolean;
}

export interface Snapshot {
  state: SnapshotState;
  /** The pages asked for, those that exist. */
  pages: Place[][];
}

interface Row {
  asOf: Date | null;
  now: Date;
  people: number | null;
  total: number | null;
  changed: boolean;
  page: number | null;
  /** Lists, spaces between. */
  subjects: string;
  ranks: string;
  points: string;
}

/** Boards of up to so many people are counted as they are read when their snapshot misses something: it takes milliseconds. */
export const SMALL_BOARD = 5_000;
/** A large board is counted every few seconds; whether it has been again is asked once in this time. */
const STATE_KEPT_MS = 1_000;
/** Pages of large boards, some kilobytes each: nearly everybody looks at the top. */
const PAGES_KEPT = 1_000;

const NONE = Array<number>(MOST_PAGES).fill(-1);

/** Reads snapshots. What a large board shows is remembered until it is counted again; small boards are read each time. */
@Injectable()
export class BoardSnapshotsQueries {
  private readonly states = new Map<string, { state: SnapshotState; until: number }>();
  private readonly kept = new LRUCache<string, Place[]>({ max: PAGES_KEPT });

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @param pages at most `MOST_PAGES`. */
  async read(challengeId: number, by: BoardKind, pages: number[]): Promise<Snapshot> {
    return this.remembered(challengeId, by, pages) ?? this.fetch(challengeId, by, pages);
  }

  private remembered(challengeId: number, by: BoardKind, pages: number[]): Snapshot | null {
    const known = this.states.get(`${challengeId} ${by}`);
    if (!known || known.until <= this.clock.monotonic()) return null;
    const found: Place[][] = [];
    for (const page of pages) {
      const places = this.kept.get(keyOf(challengeId, by, page, known.state));
      if (!places) return null;
      found.push(places);
    }
    return { state: known.state, pages: found };
  }

  private async fetch(challengeId: number, by: BoardKind, pages: number[]): Promise<Snapshot> {
    const at = this.clock.monotonic();
    const rows = await prepared<Row>(this.db, SNAPSHOT, [challengeId, by, ...pages, ...NONE.slice(pages.length)]);
    const { asOf, now, people, total, changed } = rows[0]!;
    const state = { asOf, now, people: people ?? 0, total: total ?? 0, changed };
    const large = state.people > SMALL_BOARD;
    if (large) this.states.set(`${challengeId} ${by}`, { state, until: at + STATE_KEPT_MS });
    const found: Place[][] = [];
    for (const row of rows) {
      if (row.page === null) continue;
      const places = toPlaces(row);
      if (large) this.kept.set(keyOf(challengeId, by, row.page, state), places);
      found.push(places);
    }
    return { state, pages: found };
  }
}

function keyOf(challengeId: number, by: BoardKind, page: number, { asOf }: SnapshotState): string {
  return `${challengeId} ${by} ${page} ${asOf?.getTime()}`;
}

function toPlaces({ subjects, ranks, points }: Row): Place[] {
  const [rankList, pointList] = [ranks.split(' '), points.split(' ')];
  return subjects
    .split(' ')
    .map((subject, i) => ({ subject, rank: Number(rankList[i]), points: Number(pointList[i]) }));
}
