import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { BrickContent, LineMode } from '../content/content.js';
import type { AnswerKey, BrickKind, Question } from '../published-brick.js';
import { writtenAs } from '../version.rules.js';
import { checkDraft } from './draft-check.rules.js';
import type { BrickPlan } from './draft-document.js';
import { diffBricks, type FieldDiff } from './diff.rules.js';
import { draftRow, placeOfDraft } from './drafts.queries.js';

/** A brick with the words of one of its versions. */
export type VersionContent = BrickContent & {
  lineId: number;
  line: { slug: string; locale: string; mode: LineMode };
  brickId: number;
  versionId: number;
  number: number;
  plan: BrickPlan;
  publishedAt: Date;
};

/** One entry of a brick's history. */
export interface ListedVersion {
  id: number;
  number: number;
  current: boolean;
  kind: BrickKind;
  title: string;
  publishedAt: Date;
  /** Made in the console; null: from files. */
  draft: { id: number; writers: number[]; approvedBy: number | null; publishedBy: number | null } | null;
}

/** @param number null: the current version. @throws NotFound `brick.unknown`, `version.unknown` */
export async function versionContent(
  db: DataSource | EntityManager,
  brickId: number,
  number: number | null,
): Promise<VersionContent> {
  // prettier-ignore
  const [found] = await rows<
    Omit<VersionContent, 'wordings'> & { status: string; theme: string | null; question: Question; key: AnswerKey; day: number | null; on: string | null } // prettier-ignore
  >(
    db,
    `SELECT b.id AS "brickId", b.line_id AS "lineId", json_build_object('slug', l.slug, 'locale', l.locale, 'mode', l.mode) AS line, b.slug, b.position, b.day,
            b.on_date::text AS "on", b.status, v.id AS "versionId", v.number, v.kind, v.theme, v.question, v.answer_key AS key, v.published_at AS "publishedAt"
       FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id
       JOIN editorial.brick_version AS v ON v.brick_id = b.id
      WHERE b.id = $1 AND CASE WHEN $2::int IS NULL THEN v.id = b.version_id ELSE v.number = $2 END`,
    [brickId, number],
  );
  if (!found)
    throw number === null
      ? new NotFound('brick.unknown', 'There is no such brick.')
      : new NotFound('version.unknown', `This brick has no version ${number}.`);
  const { question, key, theme, kind, status, day, on, ...rest } = found;
  return { ...rest, day, on, plan: { day, on }, withdrawn: status === 'withdrawn', ...writtenAs(kind, theme, question, key) }; // prettier-ignore
}

/** What a brick has said, and what changed. */
@Injectable()
export class HistoryQueries {
  constructor(private readonly db: DataSource) {}

  /** Latest first. @throws NotFound `brick.unknown` */
  async versions(brickId: number): Promise<ListedVersion[]> {
    const found = await rows<ListedVersion>(
      this.db,
      `SELECT v.id, v.number, v.id = b.version_id AS current, v.kind, v.question->'wordings'->(v.question->>'master')->>'title' AS title, v.published_at AS "publishedAt",
              CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'writers', d.writers, 'approvedBy', d.approved_by, 'publishedBy', d.published_by) END AS draft
         FROM editorial.brick_version AS v JOIN editorial.brick AS b ON b.id = v.brick_id
         LEFT JOIN LATERAL (SELECT * FROM editorial.draft AS made WHERE made.version_id = v.id ORDER BY made.id LIMIT 1) AS d ON TRUE
        WHERE v.brick_id = $1 ORDER BY v.number DESC`,
      [brickId],
    );
    if (found.length === 0) throw new NotFound('brick.unknown', 'There is no such brick.');
    return found;
  }

  /** @param number null: the current version. @throws NotFound `brick.unknown`, `version.unknown` */
  async version(brickId: number, number: number | null): Promise<VersionContent> {
    return versionContent(this.db, brickId, number);
  }

  /** What changed from one version to another. @throws NotFound */
  async diff(brickId: number, from: number, to: number): Promise<FieldDiff[]> {
    return diffBricks(await this.version(brickId, from), await this.version(brickId, to));
  }

  /**
   * What a draft changes of the version it began from; a new brick changes everything. A draft with faults is compared as far as it can
   * be read as its fields stand.
   * @throws NotFound `draft.unknown`
   */
  async diffOfDraft(draftId: number): Promise<FieldDiff[]> {
    const draft = await draftRow(this.db, draftId);
    const { brick } = checkDraft(draft.document, placeOfDraft(draft));
    const before = draft.basedOn === null ? null : await this.version(draft.brickId!, draft.basedOn);
    return diffBricks(before, brick ?? draft.document);
  }
}
