import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, rows, YamlFile, type Fault } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ChallengesQueries } from '../challenges.queries.js';
import { readChallengeFile, type ChallengeContent, type KnownSlugs } from './challenge-file.rules.js';

/** How many challenges a sync created, changed and found as they are. */
export interface ChallengeSync {
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Checks `challenges/*.yaml` of a content folder, without a database. The folder need not have any.
 * @returns every fault, with file and line.
 */
export async function checkChallengeFiles(
  folder: string,
  knownLines: ReadonlySet<string>,
  knownSegments: ReadonlySet<string>,
): Promise<Fault[]> {
  return (await read(folder, { lines: knownLines, segments: knownSegments })).faults;
}

/** Loads challenges from the content folder. */
@Injectable()
export class ChallengeFiles {
  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
  ) {}

  /**
   * Brings the challenges to what the files of the folder say, all or nothing; again changes nothing. Lines and segments must
   * have been loaded before. Challenges without a file stay as they are.
   *
   * Once a challenge has points its lines, scoring and start are fixed, and it may be made longer but not so short that points
   * would fall out of it: a race is not changed under the feet of those who run it.
   * @throws Invalid `challenge.files` with every fault of the files; Conflict `challenge.under-way`.
   */
  async sync(folder: string): Promise<ChallengeSync> {
    const { challenges, faults } = await read(folder, await this.known());
    if (faults.length) throw new Invalid('challenge.files', 'The files of the challenges have faults:', faults);
    const result = await this.db.transaction(async (tx) => {
      await refuseUnderWay(tx, challenges);
      return write(tx, challenges);
    });
    this.challenges.forget();
    return result;
  }

  private async known(): Promise<KnownSlugs> {
    const [found] = await rows<{ lines: string[]; segments: string[] }>(
      this.db,
      'SELECT ARRAY(SELECT slug FROM editorial.line) AS lines, ARRAY(SELECT slug FROM network.segment) AS segments',
    );
    return { lines: new Set(found!.lines), segments: new Set(found!.segments) };
  }
}

async function read(folder: string, known: KnownSlugs): Promise<{ challenges: ChallengeContent[]; faults: Fault[] }> {
  const names = await readdir(path.join(folder, 'challenges')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const challenges: ChallengeContent[] = [];
  const faults: Fault[] = [];
  for (const name of names.filter((file) => file.endsWith('.yaml')).sort()) {
    const text = await readFile(path.join(folder, 'challenges', name), 'utf8');
    const source = new YamlFile(`challenges/${name}`, text);
    const challenge = readChallengeFile(path.basename(name, '.yaml'), source, known);
    if (challenge && source.faults.length === 0) challenges.push(challenge);
    faults.push(...source.faults);
  }
  return { challenges, faults };
}

/** The files as rows. A start that is not given is kept, or is now; whole seconds, as people write them. */
const GIVEN = `
SELECT f.slug, f.name, f.lines, f.segments, f.scoring, t.starts_at, t.starts_at + f.days * interval '24 hours' AS ends_at
FROM jsonb_to_recordset($1::jsonb) AS f (slug text, name jsonb, lines text[], segments text[], starts timestamptz, days int, scoring jsonb)
LEFT JOIN challenges.challenge c ON c.slug = f.slug
CROSS JOIN LATERAL (SELECT coalesce(f.starts, c.starts_at, date_trunc('second', now())) AS starts_at) t`;

async function refuseUnderWay(tx: EntityManager, challenges: ChallengeContent[]): Promise<void> {
  const found = await rows<{ slug: string; changed: string[] }>(
    tx,
    `SELECT c.slug, array_remove(ARRAY[
         CASE WHEN g.lines <> c.lines THEN 'lines' END,
         CASE WHEN g.scoring <> c.scoring THEN 'scoring' END,
         CASE WHEN g.starts_at <> c.starts_at THEN 'starts' END,
         CASE WHEN g.ends_at < c.ends_at AND EXISTS (
           SELECT 1 FROM challenges.point w JOIN delivery.answer a ON a.delivery_id = w.delivery_id
           WHERE w.challenge_id = c.id AND a.answered_at >= g.ends_at) THEN 'days' END], NULL) AS changed
     FROM (${GIVEN}) g JOIN challenges.challenge c ON c.slug = g.slug
     WHERE EXISTS (SELECT 1 FROM challenges.standing s WHERE s.challenge_id = c.id AND s.points > 0)`,
    [JSON.stringify(challenges)],
  );
  const faults = found.flatMap(({ slug, changed }) =>
    changed.map((key) => ({
      where: `challenges/${slug}.yaml`,
      what: `\`${key}\` cannot be changed any more: people have points under it`,
      fix: 'put back what it was, or start a new challenge in a file of its own',
    })),
  );
  if (faults.length)
    throw new Conflict('challenge.under-way', 'A challenge that is under way keeps its rules:', faults);
}

async function write(tx: EntityManager, challenges: ChallengeContent[]): Promise<ChallengeSync> {
  const written = await rows<{ created: boolean }>(
    tx,
    `INSERT INTO challenges.challenge AS c (slug, name, lines, segments, scoring, starts_at, ends_at)
     SELECT slug, name, lines, segments, scoring, starts_at, ends_at FROM (${GIVEN}) g
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, lines = excluded.lines, segments = excluded.segments,
       scoring = excluded.scoring, starts_at = excluded.starts_at, ends_at = excluded.ends_at, updated_at = now()
     WHERE (c.name, c.lines, c.segments, c.scoring, c.starts_at, c.ends_at) IS DISTINCT FROM
       (excluded.name, excluded.lines, excluded.segments, excluded.scoring, excluded.starts_at, excluded.ends_at)
     RETURNING xmax = 0 AS created`, // xmax is 0 on a row that this statement inserted
    [JSON.stringify(challenges)],
  );
  const created = written.filter((row) => row.created).length;
  return { created, updated: written.length - created, unchanged: challenges.length - written.length };
}
