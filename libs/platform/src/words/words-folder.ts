import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder `part` (locales, templates) of the content folder; where that has none, the one Relais comes with, so that a
 * content folder may hold editorial lines and nothing else.
 * @throws Error when there is neither.
 */
export function wordsFolder(contentDir: string, part: string): string {
  const own = path.resolve(contentDir, part);
  if (existsSync(own)) return own;
  // Sources and compiled files lie at different depths below the one folder both belong to.
  for (let folder = import.meta.dirname; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const builtIn = path.join(folder, 'content', part);
    if (existsSync(builtIn)) return builtIn;
  }
  throw new Error(`There is no folder ${own}. RELAIS_CONTENT_DIR names the content folder.`);
}
