import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '@relais/platform';
import { DataSource } from 'typeorm';
import { readContent } from './content/content-files.js';
import type { BrickContent, LineContent } from './content/content.js';
import { brickFileName } from './content/file-name.rules.js';
import { brickFileTexts, lineFileText } from './content/file-text.rules.js';
import { canonical } from './digest.rules.js';
import { storedContent } from './stored-content.queries.js';

export interface ExportResult {
  /** Paths inside the folder. */
  written: string[];
  /** Files of the same lines that no longer say anything the database holds. */
  removed: string[];
  /** Withdrawn bricks whose number another brick has taken since, as line/brick. */
  leftOut: string[];
}

/** Writes back, as content files, what the database holds. */
@Injectable()
export class ContentExport {
  constructor(private readonly db: DataSource) {}

  /**
   * Writes `<dir>/lines/…` so that syncing the folder changes nothing. With `force` into a folder that has files already:
   * those that say the same stay untouched (with their comments), other brick files of the exported lines are replaced.
   * @throws Conflict `content.folder-not-empty`, NotFound `content.empty`.
   */
  async export(dir: string, { force = false } = {}): Promise<ExportResult> {
    const lines = await storedContent(this.db);
    if (lines.length === 0) throw new NotFound('content.empty', 'There is no editorial line to export yet.');
    const before = await readdir(dir).catch(() => []);
    if (before.length > 0 && !force)
      throw new Conflict(
        'content.folder-not-empty',
        `${dir} is not empty. Name a new folder, or add --force to write into it.`,
      );
    const known = before.length > 0 ? await readContent(dir) : { lines: [] };
    const result: ExportResult = { written: [], removed: [], leftOut: [] };
    for (const line of lines)
      await writeLine(
        dir,
        line,
        known.lines.find((l) => l.slug === line.slug),
        result,
      );
    return result;
  }
}

async function writeLine(
  dir: string,
  line: LineContent,
  known: LineContent | undefined,
  result: ExportResult,
): Promise<void> {
  const folder = path.join('lines', line.slug);
  await mkdir(path.join(dir, folder), { recursive: true });
  const write = async (name: string, text: string) => {
    await writeFile(path.join(dir, folder, name), text);
    result.written.push(path.posix.join('lines', line.slug, name));
  };
  const { bricks, ...settings } = line;
  const { bricks: knownBricks = [], ...knownSettings } = known ?? { bricks: [] };
  if (canonical(settings) !== canonical(knownSettings)) await write('line.yaml', lineFileText(settings));

  const placed = withOwnNumber(bricks);
  result.leftOut.push(...bricks.filter((b) => !placed.includes(b)).map((b) => `${line.slug}/${b.slug}`));
  const same = placed.filter((brick) => knownBricks.some((b) => canonical(b) === canonical(brick)));
  const replaced = new Set(bricks.filter((b) => !same.includes(b)).map((b) => b.slug)); // never a file of a brick nobody has synced yet
  for (const file of await readdir(path.join(dir, folder))) {
    const name = brickFileName(file);
    if ('what' in name || !replaced.has(name.slug)) continue;
    await rm(path.join(dir, folder, file));
    result.removed.push(path.posix.join('lines', line.slug, file));
  }
  for (const brick of placed.filter((b) => !same.includes(b))) {
    for (const [file, text] of brickFileTexts(brick)) await write(file, text);
  }
  result.removed = result.removed.filter((file) => !result.written.includes(file));
}

/** The number of a file is its place, so two bricks cannot share one: of withdrawn bricks only those at a free place are written. */
function withOwnNumber(bricks: readonly BrickContent[]): BrickContent[] {
  const taken = new Set<number>();
  return [...bricks.filter((b) => !b.withdrawn), ...bricks.filter((b) => b.withdrawn)].filter(
    ({ position }) => !taken.has(position) && taken.add(position),
  );
}
