import { Injectable } from '@nestjs/common';
import { Invalid, NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { Content, Localised } from './content/content.js';
import { planSync, withdrawal, type SyncResult } from './publishing.rules.js';
import { writeBricks, writeLines, writeRetractions, writeVersions } from './publishing-statements.js';
import { corrections } from './retraction.rules.js';
import { replacedVersions, storedBricks, storedLines } from './stored-content.queries.js';

/** Any fixed number: one publication at a time per database. */
const PUBLISHING_LOCK = 7_316_101;

/** Makes the database say what the content files say, and takes bricks out of circulation. */
@Injectable()
export class PublishingService {
  constructor(private readonly db: DataSource) {}

  /**
   * Publishes what `readContent` read, whole or not at all. Doing it again changes nothing; two at once wait for each other.
   * A changed question or answer key is a new version; the version that was answered stays as it was.
   * @throws Invalid `content.invalid` with every fault of the files.
   */
  async sync(content: Content): Promise<SyncResult> {
    if (content.faults.length > 0)
      throw new Invalid('content.invalid', 'The content has faults; nothing was published.', content.faults);
    return this.db.transaction(async (em) => {
      await em.query('SELECT pg_advisory_xact_lock($1)', [PUBLISHING_LOCK]);
      const plan = planSync(content.lines, await storedLines(em), await storedBricks(em));
      await writeLines(em, plan.lines);
      await writeBricks(em, plan.bricks);
      const corrected = corrections(plan, await replacedVersions(em, plan.versions));
      await writeVersions(em, plan.versions);
      await writeRetractions(em, [...plan.retractions, ...corrected]);
      return plan.result;
    });
  }

  /**
   * Stops a brick everywhere. Its versions and answers stay; a file that still publishes it brings it back at the next sync.
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
      await em.query('SELECT pg_advisory_xact_lock($1)', [PUBLISHING_LOCK]);
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
