import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { canonical } from '../digest.rules.js';
import { lockPublishing, PublishingService } from '../publishing.service.js';
import type { BrickKind } from '../published-brick.js';
import { checkDraft } from './draft-check.rules.js';
import { emptyDocument, storable, type BrickPlan, type DraftDocument } from './draft-document.js';
import { documentOf } from './draft-files.rules.js';
import { slugFor } from './draft-slug.rules.js';
import { after, type DraftAct, type DraftState } from './draft-state.rules.js';
import { checked, draftRow, placeOfDraft, type CheckedDraft, type DraftRow } from './drafts.queries.js';
import { versionContent } from './history.queries.js';

export interface NewDraft {
  line: string;
  kind: BrickKind;
  title: string;
  plan?: BrickPlan;
}

/** What a save gives; what is left out stays. */
export interface DraftChange {
  /** The revision that was read. */
  revision: number;
  document?: DraftDocument;
  plan?: BrickPlan;
  position?: number;
  /** Number of the brick's current version: its changes were looked at. */
  basedOn?: number;
}

/** Writes drafts and brings them through review to publication. Who acts is an account, by id. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: DataSource,
    private readonly publishing: PublishingService,
  ) {}

  /** Begins a new brick at the end of a line. @throws NotFound `line.unknown` */
  async begin({ line, kind, title, plan = { day: null, on: null } }: NewDraft, who: number): Promise<CheckedDraft> {
    return this.db.transaction(async (em) => {
      await lockPublishing(em); // two beginnings take two slugs and two places
      const [found] = await rows<{ id: number; locale: string; taken: string[]; last: number }>(
        em,
        `SELECT l.id, l.locale, coalesce(array_agg(t.slug) FILTER (WHERE t.slug IS NOT NULL), '{}') AS taken, coalesce(max(t.position), 0) AS last
           FROM editorial.line AS l
           LEFT JOIN (SELECT line_id, slug, position FROM editorial.brick
                      UNION ALL SELECT line_id, slug, position FROM editorial.draft WHERE state <> 'published') AS t ON t.line_id = l.id
          WHERE l.slug = $1 GROUP BY l.id`,
        [line],
      );
      if (!found) throw new NotFound('line.unknown', `There is no editorial line ${line}.`);
      const position = Math.floor(found.last / 10) * 10 + 10;
      const slug = slugFor(title, `brick-${position}`, new Set(found.taken));
      const document = storable(emptyDocument(kind, found.locale, title));
      return this.insert(em, { lineId: found.id, brickId: null, baseId: null, slug, position, plan, document, who });
    });
  }

  /**
   * Begins a draft from the current version of a brick; an open draft of the brick is given instead.
   * @throws NotFound `brick.unknown`
   */
  async revise(brickId: number, who: number): Promise<CheckedDraft> {
    return this.db.transaction(async (em) => {
      await lockPublishing(em);
      const [open] = await rows<{ id: number }>(
        em,
        `SELECT d.id FROM editorial.draft AS d JOIN editorial.brick AS b ON b.line_id = d.line_id AND b.slug = d.slug
          WHERE b.id = $1 AND d.state IN ('draft', 'in-review', 'approved')`,
        [brickId],
      );
      if (open) return checked(await draftRow(em, open.id));
      const content = await versionContent(em, brickId, null);
      const { lineId, versionId, slug, position, plan } = content;
      const document = documentOf(content);
      return this.insert(em, { lineId, brickId, baseId: versionId, slug, position, plan, document, who });
    });
  }

  /**
   * Saves what was typed, complete or not; other words take an approval back, another date does not.
   * @throws Conflict `draft.changed` with the draft as it is now, when somebody saved in between; `draft.state`; NotFound `draft.unknown`
   */
  async save(
    id: number,
    { revision, document, plan, position, basedOn }: DraftChange,
    who: number,
  ): Promise<CheckedDraft> {
    // prettier-ignore
    return this.db.transaction(async (em) => {
      const draft = await this.lock(em, id, revision);
      const next = document ? storable(document) : draft.document;
      const reworded = canonical(next) !== canonical(draft.document); // jsonb keeps no order of keys
      const state = refused(after('write', draft, who), reworded ? undefined : draft.state);
      if (basedOn !== undefined && basedOn !== draft.current)
        throw new Conflict('draft.overtaken', 'The brick was published again in the meantime.', [], checked(draft));
      await rows(
        em,
        `UPDATE editorial.draft AS d SET document = $2, day = $3, on_date = $4, position = $5, state = $6, revision = revision + 1, updated_by = $7, updated_at = now(),
                writers = CASE WHEN $8 AND NOT $7 = ANY (writers) THEN writers || $7::int ELSE writers END,
                approved_by = CASE WHEN $6 = 'approved' THEN approved_by END, approved_at = CASE WHEN $6 = 'approved' THEN approved_at END,
                base_id = CASE WHEN $9 THEN (SELECT version_id FROM editorial.brick AS b WHERE b.id = d.brick_id) ELSE base_id END
          WHERE id = $1`,
        [id, JSON.stringify(next), ...planOf(plan ?? draft.plan), position ?? draft.position, state, who, reworded, basedOn !== undefined], // prettier-ignore
      );
      return checked(await draftRow(em, id));
    });
  }

  /**
   * Sends it to review, gives it back with a note, approves it, discards it or takes that back.
   * @throws Conflict `draft.changed`, `draft.state`, `draft.own-text`; Invalid `draft.invalid` with every fault of a text that is to be
   * reviewed or approved
   */
  async act(
    id: number,
    act: Exclude<DraftAct, 'write' | 'publish'>,
    { revision, note = null }: { revision: number; note?: string | null },
    who: number,
  ): Promise<CheckedDraft> {
    // prettier-ignore
    return this.db.transaction(async (em) => {
      const draft = await this.lock(em, id, revision);
      const state = refused(after(act, draft, who));
      if (act === 'submit' || act === 'approve') this.refuseFaults(draft);
      if (act === 'restore') await this.refuseTwin(em, draft);
      await rows(
        em,
        `UPDATE editorial.draft SET state = $2, revision = revision + 1, updated_by = $3, updated_at = now(),
                note = CASE WHEN $4 = 'return' THEN $5 WHEN $4 = 'submit' THEN NULL ELSE note END,
                sent_by = CASE WHEN $4 = 'submit' THEN $3::int ELSE sent_by END, sent_at = CASE WHEN $4 = 'submit' THEN now() ELSE sent_at END,
                approved_by = CASE WHEN $4 = 'approve' THEN $3::int END, approved_at = CASE WHEN $4 = 'approve' THEN now() END
          WHERE id = $1`,
        [id, state, who, act, note === null ? null : storable(note)],
      );
      return checked(await draftRow(em, id));
    });
  }

  /**
   * Publishes an approved draft: an immutable version, from the next plan on. A calendar line takes a date or a day with it.
   * @throws Conflict `draft.changed`, `draft.state`, `draft.overtaken`, `brick.slug-taken`; Invalid `draft.invalid`
   */
  async publish(
    id: number,
    { revision, plan }: { revision: number; plan?: BrickPlan },
    who: number,
  ): Promise<CheckedDraft> {
    // prettier-ignore
    return this.db.transaction(async (em) => {
      await lockPublishing(em);
      const locked = await this.lock(em, id, revision);
      const draft = plan ? { ...locked, plan } : locked;
      const state = refused(after('publish', draft, who));
      if (draft.basedOn !== draft.current)
        throw new Conflict('draft.overtaken', 'The brick was published again since this draft began. Look at the differences first.', [], checked(draft)); // prettier-ignore
      await this.refuseTakenSlug(em, draft);
      const { brickId, versionId } = await this.publishing.publish(em, draft.line.slug, this.refuseFaults(draft));
      await rows(
        em,
        `UPDATE editorial.draft SET state = $2, revision = revision + 1, brick_id = $3, version_id = $4, day = $5, on_date = $6, published_by = $7, published_at = now(),
                updated_by = $7, updated_at = now() WHERE id = $1`,
        [id, state, brickId, versionId, ...planOf(draft.plan), who],
      );
      return checked(await draftRow(em, id));
    });
  }

  private async insert(
    em: EntityManager,
    d: { lineId: number; brickId: number | null; baseId: number | null; slug: string; position: number; plan: BrickPlan; document: DraftDocument; who: number }, // prettier-ignore
  ): Promise<CheckedDraft> {
    const [made] = await rows<{ id: number }>(
      em,
      `INSERT INTO editorial.draft (line_id, brick_id, base_id, slug, position, day, on_date, document, writers, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ARRAY[$9::int], $9) RETURNING id`,
      [d.lineId, d.brickId, d.baseId, d.slug, d.position, ...planOf(d.plan), JSON.stringify(d.document), d.who],
    );
    return checked(await draftRow(em, made!.id));
  }

  private async lock(em: EntityManager, id: number, revision: number): Promise<DraftRow> {
    const draft = await draftRow(em, id, true);
    if (draft.revision === revision) return draft;
    const what = 'Somebody changed this draft in the meantime. What you sent was not saved.';
    throw new Conflict('draft.changed', what, [], checked(draft));
  }

  private refuseFaults(draft: DraftRow) {
    const { brick, faults } = checkDraft(draft.document, placeOfDraft(draft));
    if (!brick) throw new Invalid('draft.invalid', 'The draft has faults:', faults);
    return brick;
  }

  /** A brick that came by file since, under the slug of a draft that is not its own. */
  private async refuseTakenSlug(em: EntityManager, { brickId, slug, line }: DraftRow): Promise<void> {
    if (brickId !== null) return;
    const sql = `SELECT 1 FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id WHERE l.slug = $1 AND b.slug = $2`;
    const taken = await rows(em, sql, [line.slug, slug]);
    if (taken.length) throw new Conflict('brick.slug-taken', `The line has a brick ${slug} since this draft began.`);
  }

  private async refuseTwin(em: EntityManager, { id, slug, line }: DraftRow): Promise<void> {
    const sql = `SELECT 1 FROM editorial.draft AS d JOIN editorial.line AS l ON l.id = d.line_id
                  WHERE l.slug = $1 AND d.slug = $2 AND d.id <> $3 AND d.state IN ('draft', 'in-review', 'approved')`;
    const twins = await rows(em, sql, [line.slug, slug, id]);
    if (twins.length) throw new Conflict('draft.twin', 'There is a newer draft of this brick. Discard it first.');
  }
}

const planOf = ({ day, on }: BrickPlan): [number | null, string | null] => [day, on];

/** @param instead the state that stays when nothing was reworded. */
function refused(result: ReturnType<typeof after>, instead?: DraftState): DraftState {
  if (typeof result === 'string') return instead ?? result;
  throw new Conflict(result.code, result.what);
}
