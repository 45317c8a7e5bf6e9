import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of the built web app, or null where it was not built. Sources and compiled files lie at different depths below the
 * one folder that holds `dist`.
 */
export function webFolder(from = import.meta.dirname): string | null {
  for (let folder = from; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const built = path.join(folder, 'dist', 'apps', 'web');
    if (existsSync(path.join(built, 'console.html'))) return built;
  }
  return null;
}

/** A page of the built app that knows where the product is mounted. */
export function readShell(folder: string, file: string, base: string): string {
  return readFileSync(path.join(folder, file), 'utf8').replaceAll('%BASE%', base).replaceAll('="./', `="${base}/web/`);
}
