import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate, startEmbeddedPostgres } from '@relais/platform';
import { MIGRATIONS } from '../../database/migrations/index.js';
import { urlOf, rows } from './database.js';

const TEMPLATE = 'bench_template';
/** File systems that live in memory (statfs types of tmpfs and ramfs): a commit on them costs nothing and proves nothing. */
const IN_MEMORY = [0x01021994, 0x858458f6];

type Close = () => Promise<unknown> | void;

/**
 * What all measures stand on: a folder on disk, and the PostgreSQL that Relais ships, with its usual settings (fsync on). Whatever
 * is begun is put down as owned, and ends with the ground, in reverse order; also when Ctrl-C ends the bench.
 */
export class Ground {
  private readonly closers: Close[] = [];
  private closing: Promise<void> | null = null;
  private databases = 0;

  private constructor(
    readonly folder: string,
    readonly adminUrl: string,
    /** Process id of the database server. */
    readonly serverPid: number,
    /** Where processes under measure write their CPU profiles; null: they write none. */
    readonly profiles: string | null,
  ) {}

  static async prepare(profiles: string | null): Promise<Ground> {
    const folder = mkdtempSync(path.join(diskFolder(), 'relais-bench-'));
    chmodSync(folder, 0o755); // the server's account must be able to walk in
    const server = await startEmbeddedPostgres({
      dataDir: path.join(folder, 'pg'),
      settings: { max_connections: 250 },
    });
    const ground = new Ground(folder, server.url, server.pid, profiles);
    ground.own(() => rmSync(folder, { recursive: true, force: true }));
    ground.own(() => server.stop());
    await rows(ground.adminUrl, `CREATE DATABASE ${TEMPLATE}`);
    await migrate(urlOf(ground.adminUrl, TEMPLATE), MIGRATIONS);
    return ground;
  }

  /** Ends with the ground, before what was owned earlier. @returns a function that ends it now. */
  own(close: Close): () => Promise<void> {
    let done = false;
    const once = async () => {
      if (done) return;
      done = true;
      await close();
    };
    this.closers.push(once);
    return once;
  }

  /** A migrated database with nothing in it. */
  async database(name: string): Promise<{ url: string; drop: () => Promise<void> }> {
    const full = `bench_${name.replaceAll('-', '_')}_${++this.databases}`;
    await rows(this.adminUrl, `CREATE DATABASE ${full} TEMPLATE ${TEMPLATE}`);
    const drop = this.own(async () => {
      await this.emptied(full);
      await rows(this.adminUrl, `DROP DATABASE IF EXISTS ${full} WITH (FORCE)`);
    });
    return { url: urlOf(this.adminUrl, full), drop };
  }

  /** Connections that were ended take a moment to go; one that stays longer is cut by the drop. */
  private async emptied(database: string): Promise<void> {
    const open = 'SELECT 1 FROM pg_stat_activity WHERE datname = $1';
    for (let i = 0; i < 100 && (await rows(this.adminUrl, open, [database])).length > 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Ends everything, once, in reverse order. What cannot be ended does not keep the rest. */
  close(): Promise<void> {
    this.closing ??= (async () => {
      for (const close of this.closers.splice(0).reverse()) await Promise.resolve(close()).catch(() => {});
    })();
    return this.closing;
  }
}

/** A folder for temporary files that is really on disk. */
function diskFolder(): string {
  const folders = [os.tmpdir(), '/var/tmp', process.cwd()];
  const found = folders.find((folder) => {
    try {
      return !IN_MEMORY.includes(statfsSync(folder).type);
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`none of ${folders.join(', ')} is on a disk; set TMPDIR to a folder that is`);
  return found;
}
