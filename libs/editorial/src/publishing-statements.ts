import type { EntityManager } from 'typeorm';
import type { SyncPlan } from './publishing.rules.js';
import type { NewRetraction } from './retraction.rules.js';

/** One statement for all lines. A line that was a draft until now is first published now: day 0 of a calendar counts from it. */
export async function writeLines(em: EntityManager, lines: SyncPlan['lines']): Promise<void> {
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
export async function writeBricks(em: EntityManager, bricks: SyncPlan['bricks']): Promise<void> {
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
export async function writeVersions(em: EntityManager, versions: SyncPlan['versions']): Promise<void> {
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

/** One statement for all retractions, after the versions: only a quiz has taught an answer. */
export async function writeRetractions(em: EntityManager, retractions: NewRetraction[]): Promise<void> {
  if (retractions.length === 0) return;
  await em.query(
    `INSERT INTO editorial.retraction (brick_id, kind, until_version, variants, reason)
     SELECT b.id, f.kind, coalesce(f.until, v.number), f.variants, f.reason
       FROM jsonb_to_recordset($1::jsonb) AS f (line text, slug text, kind text, until integer, variants smallint[], reason jsonb)
       JOIN editorial.line AS l ON l.slug = f.line
       JOIN editorial.brick AS b ON b.line_id = l.id AND b.slug = f.slug
       JOIN editorial.brick_version AS v ON v.id = b.version_id AND v.kind = 'quiz'`,
    [JSON.stringify(retractions)],
  );
}

/** Two statements: what the files said, so that the next sync can tell an edit of theirs from one of the console. */
export async function writeFiled(em: EntityManager, { lines, bricks }: SyncPlan['filed']): Promise<void> {
  if (lines.length > 0)
    await em.query(
      `UPDATE editorial.line AS l SET filed = f.line FROM jsonb_array_elements($1::jsonb) AS f (line) WHERE l.slug = f.line->>'slug'`,
      [JSON.stringify(lines)],
    );
  if (bricks.length > 0)
    await em.query(
      `UPDATE editorial.brick AS b SET filed = f.brick - 'line' - 'slug'
         FROM jsonb_array_elements($1::jsonb) AS f (brick)
         JOIN editorial.line AS l ON l.slug = f.brick->>'line'
        WHERE b.line_id = l.id AND b.slug = f.brick->>'slug'`,
      [JSON.stringify(bricks)],
    );
}
