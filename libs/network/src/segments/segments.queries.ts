import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { LocalName } from '../entities/local-name.js';
import { compileSegment } from './segment-sql.rules.js';
import type { SegmentRule } from './segment.rules.js';

/** A segment and how many active reps it holds at this moment. */
export interface SegmentCount {
  slug: string;
  name: LocalName;
  reps: number;
}

/** A rep as a list shows them; ids are the external ones. */
export interface ListedRep {
  id: string;
  name: string;
  email: string;
  partner: string;
  partnerName: string;
}

interface StoredSegment {
  slug: string;
  name: LocalName;
  rule: SegmentRule;
}

const REPS = `network.rep r JOIN network.partner p ON p.id = r.partner_id`;

/** Reading segments. Counts and lists hold active reps only; the rule itself does not ask about the status. */
@Injectable()
export class SegmentQueries {
  constructor(private readonly database: DataSource) {}

  /** Active reps in the segment. @throws NotFound `segment.unknown` */
  async count(slug: string): Promise<number> {
    const { sql, parameters } = compileSegment((await this.find(slug)).rule);
    const statement = `SELECT count(*)::int AS reps FROM ${REPS} WHERE r.status = 'active' AND (${sql})`;
    const [row] = await rows<{ reps: number }>(this.database, statement, parameters);
    return row?.reps ?? 0;
  }

  /** Every segment with its count, by slug. */
  async countAll(): Promise<SegmentCount[]> {
    const segments = await rows<StoredSegment>(
      this.database,
      'SELECT slug, name, rule FROM network.segment ORDER BY slug',
    );
    const parameters: unknown[] = [];
    // One reading of the reps for all segments, not one each.
    const counts = segments.map(({ rule }) => {
      const compiled = compileSegment(rule, parameters.length + 1);
      parameters.push(...compiled.parameters);
      return `count(*) FILTER (WHERE ${compiled.sql})::int`;
    });
    const statement = `SELECT ARRAY[${counts.join(', ')}]::int[] AS reps FROM ${REPS} WHERE r.status = 'active'`;
    const [row] = await rows<{ reps: number[] }>(this.database, statement, parameters);
    return segments.map(({ slug, name }, i) => ({ slug, name, reps: row?.reps[i] ?? 0 }));
  }

  /** The first `limit` active reps of the segment, by id. @throws NotFound `segment.unknown` */
  async sample(slug: string, limit = 10): Promise<ListedRep[]> {
    const { sql, parameters } = compileSegment((await this.find(slug)).rule, 2);
    const statement = `SELECT r.external_id AS id, trim(r.first_name || ' ' || r.last_name) AS name, r.email,
        p.external_id AS partner, p.name AS "partnerName"
      FROM ${REPS} WHERE r.status = 'active' AND (${sql}) ORDER BY r.external_id LIMIT $1`;
    return rows<ListedRep>(this.database, statement, [limit, ...parameters]);
  }

  /** One segment as it is stored. @throws NotFound `segment.unknown` */
  async find(slug: string): Promise<StoredSegment> {
    const [segment] = await this.findAll([slug]);
    return segment!;
  }

  /** The rules of these segments, in this order. @throws NotFound `segment.unknown` naming all that do not exist. */
  async rulesOf(slugs: readonly string[]): Promise<SegmentRule[]> {
    return (await this.findAll(slugs)).map((segment) => segment.rule);
  }

  private async findAll(slugs: readonly string[]): Promise<StoredSegment[]> {
    const found = await rows<StoredSegment>(
      this.database,
      'SELECT slug, name, rule FROM network.segment WHERE slug = ANY($1)',
      [slugs],
    );
    const bySlug = new Map(found.map((segment) => [segment.slug, segment]));
    const unknown = slugs.filter((slug) => !bySlug.has(slug));
    if (unknown.length) throw new NotFound('segment.unknown', `There is no segment ${unknown.join(', ')}.`);
    return slugs.map((slug) => bySlug.get(slug)!);
  }
}
