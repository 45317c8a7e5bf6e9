import { Injectable } from '@nestjs/common';
import { Invalid, NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Content } from './content/content.js';
import { planSync, type SyncPlan, type SyncResult } from './publishing.rules.js';
import { storedBricks, storedLines } from './stored-content.queries.js';

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
      await writeVersions(em, plan.versions);
      return plan.result;
    });
  }

  /**
   * Stops a brick everywhere. Its versions and answers stay; a file that still publishes it brings it back at the next sync.
   * @throws NotFound `brick.unknown`.
   */
  async withdraw(lineSlug: string, brickSlug: string): Promise<void> {
    const found = await rows(
      this.db,
      `UPDATE editorial.brick AS b
          SET status = 'withdrawn', updated_at = CASE WHEN b.status = 'withdrawn' THEN b.updated_at ELSE now() END
         FROM editorial.line AS l
        WHERE l.id = b.line_id AND l.slug = $1 AND b.slug = $2
       RETURNING b.id`,
      [lineSlug, brickSlug],
    );
    if (found.length === 0)
      throw new NotFound('brick.unknown', `There is no brick ${brickSlug} in a line ${lineSlug}.`);
  }
}

/** One statement for all lines. A line that was a draft until now is first published now: day 0 of a calendar counts from it. */
async function writeLines(em: EntityManager, lines: SyncPlan['lines']): Promise<void> {
  if (lines.length === 0) return;
  await em.query(
    `INSERT INTO editorial.line AS l (slug, name, description, locale, segments, mode, start, starts_on, weekdays, at, until, spacing, answer_within_days, status)
     SELECT slug, name, description, locale, segments, mode, start, "startsOn", weekdays, at, until, spacing, "answerWithinDays", status
       FROM jsonb_to_recordset($1::jsonb) AS f (
            slug text, name jsonb, description jsonb, locale text, segments text[], mode text, start text, "startsOn" date,
            weekdays smallint[], at text, until text, spacing text, "answerWithinDays" smallint, status text)
     ON CONFLICT (slug) DO UPDATE SET
            name = excluded.name, description = excluded.description, locale = excluded.locale, segments = excluded.segments,
            mode = excluded.mode, start = excluded.start, starts_on = excluded.starts_on, weekdays = excluded.weekdays,
            at = excluded.at, until = excluded.until, spacing = excluded.spacing, answer_within_days = excluded.answer_within_days,
            status = excluded.status, updated_at = now(),
            published_at = CASE WHEN l.status = 'draft' THEN now() ELSE l.published_at END`,
    [JSON.stringify(lines)],
  );
}

/** One statement for all bricks, after the lines they belong to. */
async function writeBricks(em: EntityManager, bricks: SyncPlan['bricks']): Promise<void> {
  if (bricks.length === 0) return;
  await em.query(
    `INSERT INTO editorial.brick (line_id, slug, position, day, on_date, status)
     SELECT l.id, f.slug, f.position, f.day, f."on", f.status
       FROM jsonb_to_recordset($1::jsonb) AS f (line text, slug text, position integer, day integer, "on" date, status text)
       JOIN editorial.line AS l ON l.slug = f.line
     ON CONFLICT (line_id, slug) DO UPDATE SET
            position = excluded.position, day = excluded.day, on_date = excluded.on_date, status = excluded.status, updated_at = now()`,
    [JSON.stringify(bricks)],
  );
}

/** One statement for all new versions: it adds them and makes them the current ones. */
async function writeVersions(em: EntityManager, versions: SyncPlan['versions']): Promise<void> {
  if (versions.length === 0) return;
  await em.query(
    `WITH made AS (
       INSERT INTO editorial.brick_version (brick_id, number, kind, theme, question, answer_key, digest)
       SELECT b.id, f.number, f.kind, f.theme, f.question, f.key, f.digest
         FROM jsonb_to_recordset($1::jsonb) AS f (line text, slug text, number integer, kind text, theme text, question jsonb, key jsonb, digest text)
         JOIN editorial.line AS l ON l.slug = f.line
         JOIN editorial.brick AS b ON b.line_id = l.id AND b.slug = f.slug
       RETURNING id, brick_id)
     UPDATE editorial.brick AS b SET version_id = made.id, updated_at = now() FROM made WHERE b.id = made.brick_id`,
    [JSON.stringify(versions)],
  );
}
