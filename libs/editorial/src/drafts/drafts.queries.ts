import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { LineMode } from '../content/content.js';
import type { BrickKind } from '../published-brick.js';
import { checkDraft, type DraftCheck } from './draft-check.rules.js';
import type { BrickPlan, DraftDocument } from './draft-document.js';
import type { DraftState } from './draft-state.rules.js';

/** A draft with the line it is for; people are accounts, by id. */
export interface DraftRow {
  id: number;
  line: { slug: string; locale: string; mode: LineMode };
  brickId: number | null;
  /** Number of the version it began from; null: a new brick. */
  basedOn: number | null;
  /** Number of the brick's current version. */
  current: number | null;
  slug: string;
  position: number;
  plan: BrickPlan;
  document: DraftDocument;
  state: DraftState;
  revision: number;
  writers: number[];
  note: string | null;
  sentBy: number | null;
  sentAt: Date | null;
  approvedBy: number | null;
  approvedAt: Date | null;
  publishedBy: number | null;
  publishedAt: Date | null;
  updatedBy: number;
  updatedAt: Date;
}

/** A draft and what the rules say of it. */
export type CheckedDraft = DraftRow & Omit<DraftCheck, 'brick'>;

export interface ListedDraft {
  id: number;
  line: string;
  brickId: number | null;
  slug: string;
  title: string;
  kind: BrickKind;
  state: DraftState;
  revision: number;
  plan: BrickPlan;
  writers: number[];
  approvedBy: number | null;
  updatedBy: number;
  updatedAt: Date;
}

export interface DraftFilter {
  line?: string;
  states: readonly DraftState[];
  /** Only what this account wrote in. */
  writer?: number;
  /** Only what this account wrote nothing in. */
  notWriter?: number;
  limit: number;
  /** Id of the last draft of the part before. */
  before?: number;
}

const SELECT = `
  SELECT d.id, json_build_object('slug', l.slug, 'locale', l.locale, 'mode', l.mode) AS line, d.brick_id AS "brickId", base.number AS "basedOn",
         now_.number AS current, d.slug, d.position, json_build_object('day', d.day, 'on', d.on_date) AS plan, d.document, d.state, d.revision,
         d.writers, d.note, d.sent_by AS "sentBy", d.sent_at AS "sentAt", d.approved_by AS "approvedBy", d.approved_at AS "approvedAt",
         d.published_by AS "publishedBy", d.published_at AS "publishedAt", d.updated_by AS "updatedBy", d.updated_at AS "updatedAt"
    FROM editorial.draft AS d
    JOIN editorial.line AS l ON l.id = d.line_id
    LEFT JOIN editorial.brick AS b ON b.id = d.brick_id
    LEFT JOIN editorial.brick_version AS base ON base.id = d.base_id
    LEFT JOIN editorial.brick_version AS now_ ON now_.id = b.version_id`;

/** A draft as it is. @param lock keeps others from changing it until the transaction ends. @throws NotFound `draft.unknown` */
export async function draftRow(db: DataSource | EntityManager, id: number, lock = false): Promise<DraftRow> {
  const [draft] = await rows<DraftRow>(db, `${SELECT} WHERE d.id = $1${lock ? ' FOR UPDATE OF d' : ''}`, [id]);
  if (!draft) throw new NotFound('draft.unknown', 'There is no such draft.');
  return draft;
}

/** The place of a draft, for the rules. */
export const placeOfDraft = ({
  slug,
  position,
  plan,
  line,
}: Pick<DraftRow, 'slug' | 'position' | 'plan' | 'line'>) => ({
  slug,
  position,
  ...plan,
  mode: line.mode,
  master: line.locale,
});

/** With every fault it has. */
export function checked(draft: DraftRow): CheckedDraft {
  const { faults, outdated } = checkDraft(draft.document, placeOfDraft(draft));
  return { ...draft, faults, outdated };
}

/** Reads drafts: they are as many as people write, hundreds. */
@Injectable()
export class DraftsQueries {
  constructor(private readonly db: DataSource) {}

  /** @throws NotFound `draft.unknown` */
  async find(id: number): Promise<CheckedDraft> {
    return checked(await draftRow(this.db, id));
  }

  /** Latest made first. */
  async list({ line, states, writer, notWriter, limit, before }: DraftFilter): Promise<ListedDraft[]> {
    return rows<ListedDraft>(
      this.db,
      `SELECT d.id, l.slug AS line, d.brick_id AS "brickId", d.slug, d.document->>'kind' AS kind, d.state, d.revision,
              coalesce((SELECT w->>'title' FROM jsonb_array_elements(d.document->'wordings') AS w WHERE w->>'locale' = l.locale LIMIT 1), '') AS title,
              json_build_object('day', d.day, 'on', d.on_date) AS plan, d.writers, d.approved_by AS "approvedBy", d.updated_by AS "updatedBy", d.updated_at AS "updatedAt"
         FROM editorial.draft AS d JOIN editorial.line AS l ON l.id = d.line_id
        WHERE d.state = ANY ($1) AND ($2::text IS NULL OR l.slug = $2) AND ($3::int IS NULL OR $3 = ANY (d.writers)) AND ($5::int IS NULL OR d.id < $5)
          AND ($6::int IS NULL OR $6 <> ALL (d.writers))
        ORDER BY d.id DESC LIMIT $4`,
      [[...states], line ?? null, writer ?? null, limit, before ?? null, notWriter ?? null],
    );
  }
}
