import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readBrickFile } from './brick-file.rules.js';
import { readBrick, refuseSharedNumbers, type BrickFile } from './brick-files.rules.js';
import type { Content, LineContent, LineSettings } from './content.js';
import { FileFaults } from './file-faults.js';
import { brickFileName } from './file-name.rules.js';
import { isSlug, SLUG_FIX } from './formats.rules.js';
import { readLineFile } from './line-file.rules.js';
import { readTextFile } from './text-file.js';

export interface ContentOptions {
  /** Slugs of segments that lines may name; undefined: not checked. */
  knownSegments?: ReadonlySet<string>;
}

/**
 * Reads `<dir>/lines`: every line, its bricks, and every fault of every file at once. Never throws for what the files hold.
 * @param dir the content folder.
 */
export async function readContent(dir: string, options: ContentOptions = {}): Promise<Content> {
  const content: Content = { lines: [], faults: [], remarks: [] };
  const entries = await list(path.join(dir, 'lines'));
  if (!entries) {
    content.faults.push({
      where: 'lines',
      what: `there is no folder \`lines\` in ${dir}`,
      fix: 'set RELAIS_CONTENT_DIR to the content folder, or create lines/<slug>/line.yaml in it',
    });
    return content;
  }
  for (const entry of entries) {
    const where = `lines/${entry.name}`;
    if (entry.isFile())
      content.faults.push({
        where,
        what: 'a file where only folders of lines are',
        fix: 'move it into the folder of a line, or remove it',
      });
    else if (!isSlug(entry.name))
      content.faults.push({ where, what: 'the name of the folder cannot be a slug', fix: SLUG_FIX });
    else await readLine(dir, entry.name, options, content);
  }
  if (entries.length === 0)
    content.faults.push({ where: 'lines', what: 'the folder holds no line', fix: 'create lines/<slug>/line.yaml' });
  return content;
}

async function readLine(dir: string, slug: string, options: ContentOptions, content: Content): Promise<void> {
  const folder = `lines/${slug}`;
  const entries = (await list(path.join(dir, folder))) ?? [];
  const files: FileFaults[] = [];
  const open = async (name: string): Promise<[FileFaults, string | null]> => {
    const faults = new FileFaults(`${folder}/${name}`);
    files.push(faults);
    return [faults, await readTextFile(path.join(dir, folder, name), faults)];
  };

  let settings: Partial<LineSettings> = {};
  if (entries.some((e) => e.name === 'line.yaml')) {
    const [faults, text] = await open('line.yaml');
    if (text !== null) settings = readLineFile(slug, text, faults, options.knownSegments);
  } else
    content.faults.push({
      where: folder,
      what: '`line.yaml` is missing',
      fix: 'add line.yaml with name, locale, segments, mode and cadence',
    });

  const bySlug = new Map<string, BrickFile[]>();
  for (const entry of entries.filter((e) => e.name !== 'line.yaml')) {
    const name = entry.isDirectory()
      ? { what: 'a folder inside the folder of a line', fix: 'move its files up, or remove it' }
      : brickFileName(entry.name);
    if ('what' in name) {
      content.faults.push({ where: `${folder}/${entry.name}`, ...name });
      continue;
    }
    const [faults, text] = await open(entry.name);
    const draft = text === null ? null : readBrickFile(name.locale, text, faults);
    bySlug.set(name.slug, [...(bySlug.get(name.slug) ?? []), { name, draft, faults }]);
  }

  const bricks = [...bySlug.values()].flatMap((of) => readBrick(of, settings, content.remarks));
  refuseSharedNumbers([...bySlug.values()]);
  content.faults.push(...files.flatMap((file) => file.list()));
  content.lines.push({
    ...(settings as LineSettings),
    slug,
    bricks: bricks.sort((a, b) => a.position - b.position),
  } satisfies LineContent);
}

/** Entries of a folder by name, links followed, without hidden files and README.md; null when there is no such folder. */
async function list(folder: string): Promise<Dirent[] | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  return (
    entries
      ?.filter((e) => !e.name.startsWith('.') && e.name !== 'README.md')
      .sort((a, b) => (a.name < b.name ? -1 : 1)) ?? null
  );
}
