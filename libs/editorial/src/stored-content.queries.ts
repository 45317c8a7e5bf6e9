import { rows } from '@relais/platform';
import type { DataSource, EntityManager } from 'typeorm';
import type { LineContent, LineSettings } from './content/content.js';
import type { AnswerKey, BrickKind, Question } from './published-brick.js';
import type { StoredBrick, StoredLine } from './publishing.rules.js';
import type { Said } from './retraction.rules.js';
import { writtenAs } from './version.rules.js';

type Db = DataSource | EntityManager;

const LINE = `slug, name, description, locale, segments, mode, start, starts_on::text AS "startsOn", weekdays, at, until, spacing,
            answer_within_days AS "answerWithinDays", status`;

/** Every line as its file would say it, and as it last said it. Dates as text: a day has no time zone. */
export async function storedLines(db: Db): Promise<StoredLine[]> {
  return rows<StoredLine>(db, `SELECT ${LINE}, filed FROM editorial.line ORDER BY slug`);
}

/** Where every brick stands, and the digest of what it says now. */
export async function storedBricks(db: Db): Promise<StoredBrick[]> {
  return rows<StoredBrick>(db, `${SELECT_BRICK} ORDER BY l.slug, b.position, b.id`);
}

/** The same of one brick. */
export async function storedBrick(db: Db, line: string, slug: string): Promise<StoredBrick | undefined> {
  const [found] = await rows<StoredBrick>(db, `${SELECT_BRICK} WHERE l.slug = $1 AND b.slug = $2`, [line, slug]);
  return found;
}

const SELECT_BRICK = `
  SELECT l.slug AS line, b.slug, b.position, b.day, b.on_date::text AS "on", b.status, v.digest, b.filed,
         coalesce((SELECT max(number) FROM editorial.brick_version AS older WHERE older.brick_id = b.id), 0) AS "lastNumber"
    FROM editorial.brick AS b
    JOIN editorial.line AS l ON l.id = b.line_id
    LEFT JOIN editorial.brick_version AS v ON v.id = b.version_id`;

/** What the current versions of these bricks say, by line/brick: quizzes that new versions replace, as far as the bricks are published. */
export async function replacedVersions(
  db: Db,
  bricks: readonly { line: string; slug: string; number: number; kind: BrickKind }[],
): Promise<Map<string, Said & { number: number }>> {
  const replacing = bricks.filter(({ number, kind }) => number > 1 && kind === 'quiz');
  if (replacing.length === 0) return new Map();
  const found = await rows<Said & { brick: string; number: number }>(
    db,
    `SELECT l.slug || '/' || b.slug AS brick, v.number, v.question, v.answer_key AS key
       FROM editorial.brick AS b
       JOIN editorial.line AS l ON l.id = b.line_id
       JOIN editorial.brick_version AS v ON v.id = b.version_id AND v.kind = 'quiz'
      WHERE b.status = 'published' AND l.slug || '/' || b.slug = ANY ($1)`,
    [replacing.map(({ line, slug }) => `${line}/${slug}`)],
  );
  return new Map(found.map(({ brick, ...said }) => [brick, said]));
}

/** Everything that is published or withdrawn, as files would say it. */
export async function storedContent(db: Db): Promise<LineContent[]> {
  const lines = await rows<LineSettings>(db, `SELECT ${LINE} FROM editorial.line ORDER BY slug`);
  const bricks = await rows<
    StoredBrick & { kind: BrickKind; theme: string | null; question: Question; key: AnswerKey }
  >(
    db,
    `SELECT l.slug AS line, b.slug, b.position, b.day, b.on_date::text AS "on", b.status, v.kind, v.theme, v.question, v.answer_key AS key
       FROM editorial.brick AS b
       JOIN editorial.line AS l ON l.id = b.line_id
       JOIN editorial.brick_version AS v ON v.id = b.version_id
      ORDER BY b.position, b.id`,
  );
  return lines.map((line) => ({
    ...line,
    bricks: bricks
      .filter((b) => b.line === line.slug)
      .map(({ slug, position, day, on, status, kind, theme, question, key }) => ({
        slug,
        position,
        day,
        on,
        withdrawn: status === 'withdrawn',
        ...writtenAs(kind, theme, question, key),
      })),
  }));
}
