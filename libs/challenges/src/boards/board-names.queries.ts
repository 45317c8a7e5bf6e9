import { Injectable } from '@nestjs/common';
import { Clock } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { prepared } from '../prepared.js';
import type { BoardKind } from '../entities/board.entity.js';
import { shortName, textFor } from './board-names.rules.js';

/** Of a rep, a partner or a segment, whichever it is. */
interface Names {
  subject: string;
  firstName: string | null;
  lastName: string | null;
  texts: Record<string, string> | null;
}

/*
 * Names are not part of a snapshot: somebody who was renamed or erased is so on every board within seconds, old boards
 * included. They are remembered for a moment, since most readers look at the same places.
 */
const KEPT_MS = 5_000;
const KEPT = 20_000;

const STATEMENTS: Record<BoardKind, string> = {
  rep: `SELECT id::text AS subject, first_name AS "firstName", last_name AS "lastName", NULL AS texts FROM network.rep WHERE id = ANY ($1::int[])`,
  partner: `SELECT id::text AS subject, NULL AS "firstName", NULL AS "lastName", jsonb_build_object('en', name) AS texts FROM network.partner WHERE id = ANY ($1::int[])`,
  segment: `SELECT slug AS subject, NULL AS "firstName", NULL AS "lastName", name AS texts FROM network.segment WHERE slug = ANY ($1::text[])`,
};

/** What those on a board are called. */
@Injectable()
export class BoardNamesQueries {
  private readonly kept: LRUCache<string, Names>;

  constructor(
    private readonly db: DataSource,
    clock: Clock,
  ) {
    this.kept = new LRUCache({ max: KEPT, ttl: KEPT_MS, ttlResolution: 0, perf: { now: () => clock.monotonic() } });
  }

  /** One name per subject, in the same order. Who is no longer there has no name but a number or a slug. */
  async read(by: BoardKind, subjects: string[], locale: string): Promise<string[]> {
    const found = new Map<string, Names>();
    const missing: string[] = [];
    for (const subject of subjects) {
      const names = this.kept.get(`${by} ${subject}`);
      if (names) found.set(subject, names);
      else missing.push(subject);
    }
    if (missing.length) {
      for (const names of await prepared<Names>(this.db, STATEMENTS[by], [missing])) {
        found.set(names.subject, names);
        this.kept.set(`${by} ${names.subject}`, names);
      }
    }
    return subjects.map((subject) => nameOf(by, subject, found.get(subject), locale));
  }
}

function nameOf(by: BoardKind, subject: string, names: Names | undefined, locale: string): string {
  if (by === 'rep') return shortName({ repId: subject, firstName: names?.firstName ?? null, lastName: names?.lastName ?? null });
  return (names?.texts && textFor(names.texts, locale)) || (by === 'partner' ? `#${subject}` : subject);
}
