import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { BrickContent, Content, Localised } from './content/content.js';
import {
  planPublication,
  planSync,
  withdrawal,
  type Edited,
  type SyncPlan,
  type SyncResult,
} from './publishing.rules.js';
import { writeBricks, writeFiled, writeLines, writeRetractions, writeVersions } from './publishing-statements.js';
import { corrections } from './retraction.rules.js';
import { replacedVersions, storedBrick, storedBricks, storedLines } from './stored-content.queries.js';

/** Any fixed number: one publication at a time per database. */
const PUBLISHING_LOCK = 7_316_101;

/** Makes the database say what the content files say, and takes bricks out of circulation. */
@Injectable()
export class PublishingService {
  constructor(private readonly db: DataSource) {}

  /**
   * Publishes what `readContent` read, whole or not at all. Doing it again changes nothing; two at once wait for each other.
   * A changed question or answer key is a new version; the version that was answered stays as it was. What was edited in the console
   * since the last sync stays, as long as the files did not change there too.
   * @param overwrite the files win over what was edited in the console.
   * @throws Invalid `content.invalid` with every fault of the files; Conflict `content.edited-in-console`.
   */
  async sync(content: Content, { overwrite = false } = {}): Promise<SyncResult> {
    if (content.faults.length > 0)
      throw new Invalid('content.invalid', 'The content has faults; nothing was published.', content.faults);
    return this.db.transaction(async (em) => {
      await lockPublishing(em);
      const plan = planSync(content.lines, await storedLines(em), await storedBricks(em), { overwrite });
      refuseContested(plan.contested);
      await writePlan(em, plan);
      return plan.result;
    });
  }

  /**
   * Publishes one brick as it was written in the console, in the transaction of whoever keeps the draft: a new version when its text
   * changed. Its files stay as they are until `export` writes it back; the next sync leaves it alone.
   * @returns id of the brick and of its current version.
   * @throws NotFound `line.unknown`.
   */
  async publish(em: EntityManager, line: string, brick: BrickContent): Promise<{ brickId: number; versionId: number }> {
    await lockPublishing(em);
    const plan = planPublication(line, brick, await storedBrick(em, line, brick.slug));
    await writePlan(em, plan);
    const [made] = await rows<{ brickId: number; versionId: number }>(
      em,
      `SELECT b.id AS "brickId", b.version_id AS "versionId" FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id WHERE l.slug = $1 AND b.slug = $2`,
      [line, brick.slug],
    );
    if (!made) throw new NotFound('line.unknown', `There is no editorial line ${line}.`);
    return made;
  }

  /**
   * Stops a brick everywhere. Its versions and answers stay. It stays withdrawn until its file says something new.
   * Those who answered a quiz are told, unless `quiet`. What is withdrawn already stays as it is.
   * @param reason what was wrong, in plain text by locale.
   * @returns whether this call withdrew it.
   * @throws NotFound `brick.unknown`.
   */
  async withdraw(
    lineSlug: string,
    brickSlug: string,
    { reason = {}, quiet = false }: { reason?: Localised; quiet?: boolean } = {},
  ): Promise<boolean> {
    return this.db.transaction(async (em) => {
      await lockPublishing(em);
      const [brick] = await rows<{ id: number; status: string }>(
        em,
        `SELECT b.id, b.status FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id WHERE l.slug = $1 AND b.slug = $2`,
        [lineSlug, brickSlug],
      );
      if (!brick) throw new NotFound('brick.unknown', `There is no brick ${brickSlug} in a line ${lineSlug}.`);
      if (brick.status === 'withdrawn') return false;
      await rows(em, `UPDATE editorial.brick SET status = 'withdrawn', updated_at = now() WHERE id = $1`, [brick.id]);
      if (!quiet) await writeRetractions(em, [withdrawal(lineSlug, brickSlug, reason)]);
      return true;
    });
  }
}

/** Publications follow each other: the next version of a brick has the next number. */
export async function lockPublishing(em: EntityManager): Promise<void> {
  await em.query('SELECT pg_advisory_xact_lock($1)', [PUBLISHING_LOCK]);
}

async function writePlan(em: EntityManager, plan: SyncPlan): Promise<void> {
  await writeLines(em, plan.lines);
  await writeBricks(em, plan.bricks);
  const corrected = corrections(plan, await replacedVersions(em, plan.versions));
  await writeVersions(em, plan.versions);
  await writeRetractions(em, [...plan.retractions, ...corrected]);
  await writeFiled(em, plan.filed);
}

function refuseContested(contested: Edited[]): void {
  if (contested.length === 0) return;
  throw new Conflict(
    'content.edited-in-console',
    'Files changed what was edited in the console since; nothing was published.',
    contested.map(({ line, brick, fields }) => ({
      where: `lines/${line}${brick ? `/${brick}` : ''}`,
      what: `edited here and in the console: ${fields.join(', ')}`,
      fix: 'run `relais content export` into this folder, look at the differences and sync again; or sync with --overwrite, which drops what the console says',
    })),
  );
}
