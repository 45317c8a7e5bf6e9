import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { BrickKind } from '../published-brick.js';
import type { BrickPlan } from './draft-document.js';
import type { DraftState } from './draft-state.rules.js';

/** A brick of a line as editors see it: published, withdrawn, or still a draft only. */
export interface ListedBrick {
  /** null: never published. */
  brickId: number | null;
  line: string;
  slug: string;
  position: number;
  plan: BrickPlan;
  kind: BrickKind;
  theme: string | null;
  title: string;
  status: 'published' | 'withdrawn' | null;
  /** Number of the current version. */
  version: number | null;
  locales: string[];
  /** Locales whose master was revised after their translation. */
  outdated: string[];
  draft: { id: number; state: DraftState; revision: number } | null;
  /** It differs from its files, or has none: `relais content export` writes it back. */
  editedInConsole: boolean;
  updatedAt: Date;
}

@Injectable()
export class BricksQueries {
  constructor(private readonly db: DataSource) {}

  /** Everything of a line, in its order: lines have tens or hundreds of bricks. @throws NotFound `line.unknown` */
  async ofLine(line: string): Promise<ListedBrick[]> {
    const known = await rows(this.db, 'SELECT 1 FROM editorial.line WHERE slug = $1', [line]);
    if (!known.length) throw new NotFound('line.unknown', `There is no editorial line ${line}.`);
    // A brick and its open draft are one row: they share line and slug.
    return rows<ListedBrick>(
      this.db,
      `SELECT b.id AS "brickId", l.slug AS line, coalesce(b.slug, d.slug) AS slug, coalesce(b.position, d.position) AS position,
              json_build_object('day', CASE WHEN b.id IS NULL THEN d.day ELSE b.day END, 'on', CASE WHEN b.id IS NULL THEN d.on_date ELSE b.on_date END) AS plan,
              coalesce(v.kind, d.document->>'kind') AS kind, coalesce(v.theme, d.document->>'theme') AS theme,
              coalesce(v.question->'wordings'->(v.question->>'master')->>'title', w.title, '') AS title, b.status, v.number AS version,
              coalesce(o.locales, w.locales, '{}') AS locales, coalesce(o.outdated, '{}') AS outdated,
              CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'state', d.state, 'revision', d.revision) END AS draft,
              b.id IS NOT NULL AND b.filed IS DISTINCT FROM
                jsonb_build_object('position', b.position, 'day', b.day, 'on', b.on_date, 'status', b.status, 'digest', v.digest) AS "editedInConsole",
              greatest(b.updated_at, d.updated_at) AS "updatedAt"
         FROM editorial.line AS l
         JOIN (SELECT line_id, slug FROM editorial.brick
               UNION SELECT line_id, slug FROM editorial.draft WHERE state IN ('draft', 'in-review', 'approved')) AS both_ ON both_.line_id = l.id
         LEFT JOIN editorial.brick AS b ON b.line_id = l.id AND b.slug = both_.slug
         LEFT JOIN editorial.brick_version AS v ON v.id = b.version_id
         LEFT JOIN editorial.draft AS d ON d.line_id = l.id AND d.slug = both_.slug AND d.state IN ('draft', 'in-review', 'approved')
         LEFT JOIN LATERAL (SELECT array_agg(key ORDER BY key) AS locales, array_agg(key ORDER BY key) FILTER (WHERE (value->>'outdated')::boolean) AS outdated
                              FROM jsonb_each(v.question->'wordings')) AS o ON TRUE
         LEFT JOIN LATERAL (SELECT array_agg(x->>'locale') AS locales, max(x->>'title') FILTER (WHERE x->>'locale' = l.locale) AS title
                              FROM jsonb_array_elements(d.document->'wordings') AS x) AS w ON TRUE
        WHERE l.slug = $1 ORDER BY position, slug`,
      [line],
    );
  }
}
