import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@relais/platform';
import pg from 'pg';
import { pause, until } from './pause.js';

/** The longest a statement of a killed process may go on before the run gives up on it. */
const STATEMENT_ENDS_MS = 20_000;

/** One database of a row. */
export class Database {
  private readonly pool: pg.Pool;

  constructor(
    readonly name: string,
    readonly url: string,
  ) {
    this.pool = new pg.Pool({ connectionString: url, application_name: 'faults', max: 6 });
    this.pool.on('error', () => {}); // the server is killed under it on purpose
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(sql, parameters)).rows as Row[];
  }

  /** A connection for a transaction; release it. */
  connect(): Promise<pg.PoolClient> {
    return this.pool.connect();
  }

  /** Waits until no process of Relais is connected: what a killed one had begun has then ended, this way or that. */
  async deserted(): Promise<void> {
    let last: { seconds: number; query: string }[] = [];
    const asked = async () => {
      last = await this.query(
        `SELECT extract(epoch FROM clock_timestamp() - query_start)::int AS seconds, concat_ws(' ', state, wait_event, regexp_replace(query, '\\s+', ' ', 'g')) AS query
         FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'faults' AND backend_type = 'client backend'`,
      );
      return last.length === 0;
    };
    if (await until(asked, { withinMs: STATEMENT_ENDS_MS, everyMs: 5 })) return;
    const statements = last.map(({ seconds, query }) => `${seconds} s: ${query.slice(0, 200)}`);
    throw new Error(`statements of a killed process go on and on:\n${statements.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * A PostgreSQL of this run: the server of `npm start`, on disk, with its own settings, so fsync and synchronous_commit are
 * on as they are there.
 */
export class PostgresServer {
  private ending = false;

  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedPostgres,
  ) {}

  static async start(dir: string, name = 'pg'): Promise<PostgresServer> {
    const dataDir = path.join(dir, name);
    return new PostgresServer(dataDir, await open(dataDir));
  }

  /** A second server beside this one with the same data, for a row that kills it. Nobody may be connected. */
  async twin(name: string): Promise<PostgresServer> {
    const dir = path.dirname(this.dataDir);
    await this.server.stop();
    // cp, because the files must keep their owner: the account PostgreSQL runs as.
    for (const suffix of ['', '.secret']) {
      const from = this.dataDir + suffix;
      const { status, stderr } = spawnSync('cp', ['-a', from, path.join(dir, name + suffix)], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${from} could not be copied: ${stderr}`);
    }
    await this.restart();
    return PostgresServer.start(dir, name);
  }

  get port(): number {
    return Number(new URL(this.server.url).port);
  }

  urlOf(name: string, port = this.port): string {
    const url = new URL(this.server.url);
    url.pathname = `/${name}`;
    url.port = String(port);
    url.search = '';
    return url.toString();
  }

  /** Makes a database, as a copy of `template` when one is named. */
  async create(name: string, template?: string): Promise<Database> {
    await this.administer(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
    return new Database(name, this.urlOf(name));
  }

  /** SIGKILL to the postmaster and to every process it has started, all at once. @returns how many there were. */
  async kill(): Promise<number> {
    const pids = [this.server.pid, ...childrenOf(this.server.pid)];
    for (const pid of pids) signal(pid, 'SIGKILL');
    await until(() => pids.every((pid) => !runs(pid)), { withinMs: 10_000, everyMs: 5 });
    return pids.length;
  }

  /** Starts it again on the same data; it recovers by itself. */
  async restart(): Promise<void> {
    if (this.ending) throw new Error('the run is ending');
    this.server = await open(this.dataDir);
    if (this.ending) await this.end();
  }

  /** Ends it at once: its data are thrown away. */
  async end(): Promise<void> {
    this.ending = true;
    signal(this.server.pid, 'SIGQUIT');
    if (!(await until(() => !runs(this.server.pid), { withinMs: 5_000, everyMs: 20 }))) await this.kill();
  }

  private async administer(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.urlOf('postgres'), application_name: 'faults' });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

async function open(dataDir: string): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startEmbeddedPostgres({ dataDir, settings: { max_connections: 300 } });
    } catch (error) {
      if (attempt === 3) throw error;
      await pause(500);
    }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Runs, and is not a zombie that only waits to be noticed. */
function runs(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.state !== 'Z' && stat.state !== 'X';
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => statOf(pid)?.parent === parent);
}

/** From /proc (Linux): the row that kills PostgreSQL is left out elsewhere. */
function statOf(pid: number): { state: string; parent: number } | null {
  try {
    // "pid (name, which may hold spaces) state parent …"
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: state!, parent: Number(parent) };
  } catch {
    return null;
  }
}
