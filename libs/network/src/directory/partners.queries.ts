import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { partnersInScope, type Scope } from '../accounts/scope.rules.js';
import { likePrefix, readCursor, writeCursor } from '../listing/listing.rules.js';

/** A company as lists and trees show it. */
export interface ListedPartner {
  id: number;
  externalId: string;
  name: string;
  /** The company above, if the reader may see it. */
  parentId: number | null;
  channelType: string | null;
  tier: string | null;
  country: string | null;
  /** Companies directly below. */
  children: number;
  /** Active reps of the company itself, and of it with all below. */
  reps: { own: number; all: number };
}

export interface PartnerPage {
  partners: ListedPartner[];
  /** Companies that match, in all. */
  total: number;
  next: string | null;
}

export interface PartnerFilter {
  limit: number;
  /** Companies directly below this one; `top`: the topmost the reader sees; not given: all. */
  under?: number | 'top';
  /** Beginning of the name or of a word of it, or of the id. */
  search?: string;
  tier?: string;
  channelType?: string;
  country?: string;
  cursor?: string;
}

/** One company with the way down to it. */
export interface PartnerDetail extends ListedPartner {
  region: string | null;
  timeZone: string | null;
  /** From the topmost company the reader sees down to this one. */
  path: { id: number; name: string }[];
  people: { active: number; suspended: number; left: number };
  /** Companies below, at every level. */
  below: number;
}

/** Reads companies. Every statement holds the scope of whoever asks. */
@Injectable()
export class PartnersQueries {
  constructor(private readonly db: DataSource) {}

  /** By name. @throws Invalid `list.cursor` */
  async list(scope: Scope, filter: PartnerFilter): Promise<PartnerPage> {
    const { sql, parameters } = conditionsOf(scope, filter);
    const n = parameters.length;
    const after = filter.cursor === undefined ? null : readCursor(filter.cursor, 1);
    const page = `SELECT p.id FROM network.partner p WHERE ${sql} ${after ? `AND (p.name, p.id) > ($${n + 2}, $${n + 3}::int)` : ''} ORDER BY p.name, p.id LIMIT $${n + 1}`;
    const [found, counted] = await Promise.all([
      this.describe(page, [...parameters, filter.limit + 1, ...(after ?? [])], scope),
      rows<{ total: number }>(this.db, `SELECT count(*)::int AS total FROM network.partner p WHERE ${sql}`, parameters),
    ]);
    const partners = found.slice(0, filter.limit);
    const last = partners.at(-1);
    const next = found.length > partners.length && last ? writeCursor([last.name, last.id]) : null;
    return { partners, total: counted[0]!.total, next };
  }

  /** @throws NotFound `partner.unknown`, also for a company the reader may not see */
  async find(scope: Scope, id: number): Promise<PartnerDetail> {
    const condition = partnersInScope(scope, 'p', 2);
    const one = `SELECT p.id FROM network.partner p WHERE p.id = $1 AND ${condition.sql}`;
    const [partner] = await this.describe(one, [id, ...condition.parameters], scope);
    if (!partner) throw new NotFound('partner.unknown', 'There is no such partner.');
    const above = partnersInScope(scope, 'a', 2);
    const [more] = await rows<Pick<PartnerDetail, 'region' | 'timeZone' | 'path' | 'people' | 'below'>>(
      this.db,
      `SELECT p.region, p.time_zone AS "timeZone",
              (SELECT json_agg(json_build_object('id', a.id, 'name', a.name) ORDER BY array_position(p.lineage, a.id))
               FROM network.partner a WHERE a.id = ANY (p.lineage) AND ${above.sql}) AS path,
              (SELECT count(*)::int - 1 FROM network.partner b WHERE b.lineage @> ARRAY[p.id]) AS below,
              (SELECT json_build_object('active', count(*) FILTER (WHERE r.status = 'active'), 'suspended', count(*) FILTER (WHERE r.status = 'suspended'), 'left', count(*) FILTER (WHERE r.status = 'left'))
               FROM network.rep r WHERE r.partner_id = p.id) AS people
       FROM network.partner p WHERE p.id = $1`,
      [id, ...above.parameters],
    );
    return { ...partner, ...more! };
  }

  /** What lists show of the companies a statement names. People are counted once per company and then summed up the tree. */
  private describe(ids: string, parameters: unknown[], scope: Scope): Promise<ListedPartner[]> {
    const visible = partnersInScope(scope, 'above', parameters.length + 1);
    return rows<ListedPartner>(
      this.db,
      `WITH page AS MATERIALIZED (${ids}),
            below AS MATERIALIZED (SELECT step.top, b.id FROM network.partner b, unnest(b.lineage) AS step(top) WHERE step.top IN (SELECT id FROM page)),
            people AS (SELECT r.partner_id AS id, count(*) AS n FROM network.rep r
                       WHERE r.status = 'active' AND r.partner_id IN (SELECT id FROM below) GROUP BY r.partner_id),
            sums AS (SELECT below.top, sum(people.n) AS n FROM below JOIN people USING (id) GROUP BY below.top)
       SELECT p.id, p.external_id AS "externalId", p.name, above.id AS "parentId", p.channel_type AS "channelType", p.tier, p.country,
              (SELECT count(*)::int FROM network.partner c WHERE c.parent_id = p.id) AS children,
              json_build_object('own', coalesce(people.n, 0), 'all', coalesce(sums.n, 0)) AS reps
       FROM page JOIN network.partner p USING (id)
       LEFT JOIN network.partner above ON above.id = p.parent_id AND ${visible.sql}
       LEFT JOIN people ON people.id = p.id
       LEFT JOIN sums ON sums.top = p.id
       ORDER BY p.name, p.id`,
      [...parameters, ...visible.parameters],
    );
  }
}

function conditionsOf(scope: Scope, filter: PartnerFilter): { sql: string; parameters: unknown[] } {
  const { sql, parameters } = partnersInScope(scope, 'p', 1);
  const conditions = [sql];
  const all: unknown[] = [...parameters];
  const holds = (condition: (n: number) => string, value: unknown) => {
    all.push(value);
    conditions.push(condition(all.length));
  };
  if (filter.under === 'top') {
    // For a partner admin the own company is the top, whatever stands above it.
    if (scope.kind === 'partner' || scope.kind === 'rep') holds((n) => `p.id = $${n}::int`, scope.partnerId);
    else conditions.push('p.parent_id IS NULL');
  } else if (filter.under !== undefined) holds((n) => `p.parent_id = $${n}::int`, filter.under);
  if (filter.search) {
    const search = likePrefix(filter.search);
    holds((n) => `(lower(p.name) LIKE $${n} OR lower(p.name) LIKE '% ' || $${n} OR lower(p.external_id) LIKE $${n})`, search); // prettier-ignore
  }
  if (filter.tier) holds((n) => `p.tier = $${n}`, filter.tier);
  if (filter.channelType) holds((n) => `p.channel_type = $${n}`, filter.channelType);
  if (filter.country) holds((n) => `p.country = $${n}`, filter.country);
  return { sql: conditions.join(' AND '), parameters: all };
}
