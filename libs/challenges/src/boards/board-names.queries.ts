import { Injectable } from '@nestjs/common';
import { partnersInScope, repsInScope, type Scope } from '@relais/network';
import { Clock, prepared, rows } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { BoardKind } from '../entities/board.entity.js';
import type { Place } from './board-snapshots.queries.js';
import { shortName, textFor } from './board-names.rules.js';

/** A person's or a partner's name is one text; a segment's is a text by locale; null: this person does not wish to be named. */
type Name = string | Record<string, string> | null;

interface Row {
  subject: string;
  firstName?: string;
  lastName?: string;
  name?: Name;
  /** The person has said how to be called. */
  chosen?: boolean;
  pseudonym?: string | null;
}

/*
 * Names are not part of a snapshot: somebody who was renamed or erased is so on every board within ten seconds, old boards
 * included. They are remembered for a moment, since most readers look at the same places.
 */
const KEPT_MS = 5_000;
const KEPT = 20_000;

const STATEMENTS: Record<BoardKind, string> = {
  rep: `SELECT r.id::text AS subject, r.first_name AS "firstName", r.last_name AS "lastName", n.rep_id IS NOT NULL AS chosen, n.pseudonym
        FROM network.rep r LEFT JOIN challenges.board_name n ON n.rep_id = r.id WHERE r.id = ANY ($1::int[])`,
  partner: `SELECT id::text AS subject, name FROM network.partner WHERE id = ANY ($1::int[])`,
  segment: `SELECT slug AS subject, name FROM network.segment WHERE slug = ANY ($1::text[])`,
};

/** What those on a board are called. */
@Injectable()
export class BoardNamesQueries {
  private readonly kept: Record<BoardKind, LRUCache<string, { name: Name }>>;
  /** Of the pages that are remembered: most readers look at the same ones. */
  private readonly pages = new WeakMap<readonly Place[], { names: (string | null)[]; locale: string; until: number }>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {
    const perf = { now: () => clock.monotonic() };
    const cache = () => new LRUCache<string, { name: Name }>({ max: KEPT, ttl: KEPT_MS, ttlResolution: 0, perf });
    this.kept = { rep: cache(), partner: cache(), segment: cache() };
  }

  /** One name per place, in the same order; null: whoever it is does not wish to be named. Who is no longer there is a number or a slug. */
  async read(by: BoardKind, places: readonly Place[], locale: string): Promise<(string | null)[]> {
    const now = this.clock.monotonic();
    const page = this.pages.get(places);
    if (page && page.locale === locale && now < page.until) return page.names;
    const subjects = places.map(({ subject }) => subject);
    const found = await this.namesOf(by, subjects);
    const names = found.map((name, i) =>
      name === null ? null : (inLocale(name, locale) ?? (by === 'segment' ? subjects[i]! : `#${subjects[i]!}`)),
    );
    this.pages.set(places, { names, locale, until: now + KEPT_MS });
    return names;
  }

  private async namesOf(by: BoardKind, subjects: string[]): Promise<(Name | undefined)[]> {
    const kept = this.kept[by];
    const names = subjects.map((subject) => kept.get(subject)?.name);
    const missing = subjects.filter((_, i) => names[i] === undefined);
    if (missing.length) {
      const found = new Map<string, Name>();
      for (const row of await prepared<Row>(this.db, STATEMENTS[by], [missing])) {
        const name = by === 'rep' ? nameOf(row) : row.name!;
        found.set(row.subject, name);
        kept.set(row.subject, { name });
      }
      for (const [i, subject] of subjects.entries()) if (names[i] === undefined) names[i] = found.get(subject);
    }
    return names;
  }

  /**
   * Which of them somebody may know by name: a partner admin the own company's and those below, a rep the own company's. Segments are
   * the vendor's words and no secret.
   */
  async visible(by: BoardKind, subjects: string[], scope: Scope): Promise<ReadonlySet<string>> {
    if (by === 'segment' || scope.kind === 'network') return new Set(subjects);
    if (scope.kind === 'nothing' || !subjects.length) return new Set();
    const { sql, parameters } = by === 'partner' ? partnersInScope(scope, 's', 2) : peopleOf(scope);
    const table = by === 'partner' ? 'network.partner' : 'network.rep';
    const statement = `SELECT s.id::text AS subject FROM ${table} s WHERE s.id = ANY ($1::int[]) AND ${sql}`;
    const found = await rows<{ subject: string }>(this.db, statement, [subjects, ...parameters]);
    return new Set(found.map(({ subject }) => subject));
  }
}

/** As the person wishes; without a wish the first name and an initial. */
function nameOf({ subject, firstName, lastName, chosen, pseudonym }: Row): string | null {
  return chosen ? pseudonym! : shortName({ repId: subject, firstName: firstName!, lastName: lastName! });
}

function inLocale(name: Exclude<Name, null> | undefined, locale: string): string | undefined {
  return typeof name === 'object' ? textFor(name, locale) : name;
}

/** Colleagues know each other: on a board a rep sees the names of the own company. */
function peopleOf(scope: Scope) {
  if (scope.kind === 'rep') return { sql: 's.partner_id = $2', parameters: [scope.partnerId] };
  return repsInScope(scope, 's', 2);
}
