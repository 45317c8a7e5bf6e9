import { Injectable } from '@nestjs/common';
import { Invalid, NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { repsInScope, type Scope } from '../accounts/scope.rules.js';
import type { RepStatus } from '../entities/rep.entity.js';
import { readCursor, repWords, wordsQuery, writeCursor } from '../listing/listing.rules.js';

/** A person as lists show them. */
export interface DirectoryRep {
  id: number;
  externalId: string;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  jobRole: string | null;
  status: RepStatus;
  partner: { id: number; externalId: string; name: string };
}

export interface RepDetail extends DirectoryRep {
  timeZone: string;
  attributes: Record<string, string>;
  createdAt: Date;
}

export interface RepPage {
  reps: DirectoryRep[];
  /** People who match; of more than {@link MOST_COUNTED} it says that many. */
  total: number;
  /** The total is the whole truth. */
  exact: boolean;
  next: string | null;
}

export interface RepFilter {
  limit: number;
  /** Beginnings of words of name, address or id; all must be found. */
  search?: string;
  /** People of this company and of all below. */
  partnerId?: number;
  status?: RepStatus;
  locale?: string;
  jobRole?: string;
  cursor?: string;
}

export const MOST_COUNTED = 10_000;

const COLUMNS = `r.id, r.external_id AS "externalId", r.first_name AS "firstName", r.last_name AS "lastName", r.email, r.locale, r.job_role AS "jobRole", r.status,
  json_build_object('id', p.id, 'externalId', p.external_id, 'name', p.name) AS partner`;

/** Reads people. Every statement holds the scope of whoever asks. */
@Injectable()
export class RepsQueries {
  constructor(private readonly db: DataSource) {}

  /** By last name, first name. @throws Invalid `list.cursor`, `list.search` */
  async list(scope: Scope, filter: RepFilter): Promise<RepPage> {
    const { words, where, parameters } = statementOf(scope, filter);
    const n = parameters.length;
    const after = filter.cursor === undefined ? null : readCursor(filter.cursor, 2);
    const later = after ? `AND (r.last_name, r.first_name, r.id) > ($${n + 2}, $${n + 3}, $${n + 4}::int)` : '';
    // Counting a million takes longer than anybody waits, and nobody needs the figure to the person.
    const [counted] = await rows<{ total: number }>(
      this.db,
      `SELECT count(*)::int AS total FROM (SELECT 1 FROM network.rep r WHERE ${where} ${words && `AND ${words('r.')}`} LIMIT ${MOST_COUNTED + 1}) counted`,
      parameters,
    );
    const { total } = counted!;
    // Few: found by their words first, since a walk in the order of names would take apart the words of everybody it passes. Many: that walk
    // soon has a page together, where finding and sorting all of them would take seconds.
    const few = words && total <= MOST_COUNTED;
    const found = await rows<DirectoryRep>(
      this.db,
      `${few ? `WITH found AS MATERIALIZED (SELECT s.id FROM network.rep s WHERE ${words('s.')})` : ''}
       SELECT ${COLUMNS} FROM network.rep r JOIN network.partner p ON p.id = r.partner_id
       WHERE ${where} ${few ? 'AND r.id IN (SELECT id FROM found)' : words && `AND ${words('r.')}`} ${later}
       ORDER BY r.last_name, r.first_name, r.id LIMIT $${n + 1}`,
      [...parameters, filter.limit + 1, ...(after ?? [])],
    );
    const reps = found.slice(0, filter.limit);
    const last = reps.at(-1);
    const next = found.length > reps.length && last ? writeCursor([last.lastName, last.firstName, last.id]) : null;
    return { reps, total: Math.min(total, MOST_COUNTED), exact: total <= MOST_COUNTED, next };
  }

  /** @throws NotFound `rep.unknown`, also for a person the reader may not see */
  async find(scope: Scope, id: number): Promise<RepDetail> {
    const condition = repsInScope(scope, 'r', 2);
    const [rep] = await rows<RepDetail>(
      this.db,
      `SELECT ${COLUMNS}, r.time_zone AS "timeZone", r.attributes, r.created_at AS "createdAt"
       FROM network.rep r JOIN network.partner p ON p.id = r.partner_id WHERE r.id = $1 AND ${condition.sql}`,
      [id, ...condition.parameters],
    );
    if (!rep) throw new NotFound('rep.unknown', 'There is no such rep.');
    return rep;
  }
}

/** Conditions of a list on `r`; `words` is the search, on any alias. */
function statementOf(
  scope: Scope,
  filter: RepFilter,
): { words: '' | ((rep: string) => string); where: string; parameters: unknown[] } {
  const { sql, parameters } = repsInScope(scope, 'r', 1);
  const conditions = [sql];
  const all: unknown[] = [...parameters];
  const holds = (condition: (n: number) => string, value: unknown) => {
    all.push(value);
    conditions.push(condition(all.length));
  };
  let words: '' | ((rep: string) => string) = '';
  if (filter.search !== undefined && filter.search.trim() !== '') {
    const query = wordsQuery(filter.search);
    if (query === null)
      throw new Invalid('list.search', 'Two letters at least are needed to search.', [
        { where: 'search', what: 'is too short', fix: 'write two letters of the name, the address or the id' },
      ]);
    all.push(query);
    const at = all.length;
    words = (rep) => `${repWords(rep)} @@ $${at}::tsquery`;
  }
  if (filter.partnerId !== undefined)
    holds(
      (n) => `r.partner_id IN (SELECT b.id FROM network.partner b WHERE b.lineage @> ARRAY[$${n}::int])`,
      filter.partnerId,
    );
  if (filter.status) holds((n) => `r.status = $${n}`, filter.status);
  if (filter.locale) holds((n) => `r.locale = $${n}`, filter.locale);
  if (filter.jobRole) holds((n) => `r.job_role = $${n}`, filter.jobRole);
  return { words, where: conditions.join(' AND '), parameters: all };
}
