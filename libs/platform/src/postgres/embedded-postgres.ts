import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findBinaries, type PostgresBinaries } from './binaries.js';
import { launcherFor, pickAccount, type Launcher, type OsAccount } from './os-account.js';
import { alive, clearStalePid, isPostgres, pause, readPostmaster, withStartLock } from './postmaster.js';

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster; password, log and owner files lie beside it. */
  dataDir: string;
  /** Database and superuser name, default "relais". */
  name?: string;
  /** Server settings on top of the defaults. */
  settings?: Record<string, string | number>;
}

export interface EmbeddedPostgres {
  url: string;
  pid: number;
  /** false: another live process started the server, this one only uses it. */
  owner: boolean;
  /** Ends the server unless another process of Relais uses it. Call it last, when every own connection is closed. */
  stop(): Promise<void>;
}

interface Place {
  dataDir: string;
  name: string;
  settings: Record<string, string | number>;
  binaries: PostgresBinaries;
  account: OsAccount | null;
  launcher: Launcher;
  env: NodeJS.ProcessEnv;
}

/** Marks our connections, so that a process that stops can see whether another one still works. */
const APPLICATION = 'relais';

const DEFAULTS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_checkpoints: 'off',
  // Never "minimal": a sequence created and used in one transaction then goes backwards after a crash, and the queue drops jobs.
  wal_level: 'replica',
  max_wal_senders: 0,
};

/**
 * Runs the PostgreSQL server of the npm package in `dataDir`: makes the cluster on first use, attaches to a server that
 * already runs there (second process, or the orphan of a killed one), recovers after a kill, and moves to a free port.
 * @throws Error with the server's own last words when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const parent = path.dirname(path.resolve(options.dataDir));
  await fs.mkdir(parent, { recursive: true });
  const dataDir = path.join(await fs.realpath(parent), path.basename(options.dataDir)); // /proc/<pid>/cwd shows real paths
  return withStartLock(`${dataDir}.lock`, async () => {
    const binaries = await findBinaries(`${dataDir}.lib`);
    const account = pickAccount(dataDir);
    const env = {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(binaries.libraryPath && { LD_LIBRARY_PATH: binaries.libraryPath }),
    };
    const place: Place = {
      dataDir,
      name: options.name ?? 'relais',
      settings: options.settings ?? {},
      binaries,
      account,
      launcher: launcherFor(account, [dataDir, binaries.postgres]),
      env,
    };
    if (!existsSync(path.join(dataDir, 'PG_VERSION'))) await makeCluster(place);
    const password = (await fs.readFile(`${dataDir}.secret`, 'utf8')).trim();
    const running = await attach(place, password);
    if (!running) await clearStalePid(dataDir);
    const server = running ?? (await startServer(place));
    if (server.owner) await fs.writeFile(`${dataDir}.owner`, `${process.pid}`);
    await ensureDatabase(place, password, server.port);
    const url = `postgres://${place.name}:${password}@127.0.0.1:${server.port}/${place.name}?application_name=${APPLICATION}`;
    return { url, pid: server.pid, owner: server.owner, stop: () => stopServer(place, password, server) };
  });
}

interface Server {
  pid: number;
  port: number;
  owner: boolean;
}

/** initdb into a sibling folder, renamed when complete: a killed first start leaves no half-made cluster. */
async function makeCluster({ dataDir, name, binaries, account, launcher, env }: Place): Promise<void> {
  const parent = path.dirname(dataDir);
  const prefix = `${path.basename(dataDir)}.init-`;
  for (const left of await fs.readdir(parent))
    if (left.startsWith(prefix)) await fs.rm(path.join(parent, left), { recursive: true, force: true });
  const making = path.join(parent, prefix + process.pid);
  const passwordDir = await fs.mkdtemp(path.join(os.tmpdir(), 'relais-'));
  const passwordFile = path.join(passwordDir, 'password');
  const password = randomBytes(18).toString('base64url');
  await fs.mkdir(making, { mode: 0o700 });
  await fs.writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const item of [making, passwordDir, passwordFile]) await fs.chown(item, account.uid, account.gid);
  // The builtin C.UTF-8 collation is the same on every host: no index goes wrong when the folder moves to another system.
  const args = ['-D', making, '-U', name, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '-E', 'UTF8'];
  args.push('--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C', '--no-instructions');
  const [program, all] = launcher.command(binaries.initdb, args);
  const done = spawnSync(program, all, {
    uid: launcher.options.uid,
    gid: launcher.options.gid,
    cwd: '/',
    env,
    encoding: 'utf8',
  });
  await fs.rm(passwordDir, { recursive: true, force: true });
  if (done.status !== 0) {
    await fs.rm(making, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not make its data folder ${dataDir}: ${done.error?.message ?? ''}${done.stdout ?? ''}${done.stderr ?? ''}`,
    );
  }
  await fs.writeFile(`${dataDir}.secret`, password, { mode: 0o600 });
  await fs.rename(making, dataDir);
}

/** Uses a server that already runs on this folder; it becomes ours when the process that started it is gone. */
async function attach({ dataDir, name }: Place, password: string): Promise<Server | null> {
  const found = readPostmaster(dataDir);
  if (!found || !isPostgres(found.pid)) return null;
  for (let i = 0; i < 300 && isPostgres(found.pid); i++) {
    const port = readPostmaster(dataDir)?.port || found.port;
    const rows = await query(
      { host: '127.0.0.1', port, user: name, password, database: 'postgres' },
      `select current_setting('data_directory') as dir`,
    ).catch(() => []);
    if (rows[0] && path.resolve(String(rows[0].dir)) === dataDir) {
      const owner = Number(await fs.readFile(`${dataDir}.owner`, 'utf8').catch(() => '0'));
      return { pid: found.pid, port, owner: !owner || !alive(owner) };
    }
    await pause(100);
  }
  return null;
}

async function startServer({ dataDir, binaries, launcher, settings, env }: Place): Promise<Server> {
  const conf = Object.entries({ ...DEFAULTS, ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  for (let attempt = 0; ; attempt++) {
    const port = await freePort(); // taken late; when somebody was faster the next turn takes another
    const log = `${dataDir}.log`;
    const logFrom = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const out = await fs.open(log, 'a');
    const [program, args] = launcher.command(binaries.postgres, ['-D', dataDir, '-p', `${port}`, ...conf]);
    // Its own process group: Ctrl-C in the terminal reaches Node only, which stops the server last.
    const child = spawn(program, args, {
      ...launcher.options,
      cwd: '/',
      detached: true,
      stdio: ['ignore', out.fd, out.fd],
      env,
    });
    let ended: string | null = null;
    child.on('exit', (code, signal) => (ended = `exit ${code ?? signal}`));
    child.on('error', (error) => (ended = error.message));
    await out.close();
    const started = performance.now();
    while (ended === null && performance.now() - started < 120_000) {
      const now = readPostmaster(dataDir);
      if (now?.pid === child.pid && now?.status === 'ready') {
        child.unref();
        return { pid: now!.pid, port, owner: true };
      }
      await pause(10);
    }
    if (ended === null) child.kill('SIGQUIT');
    const words = readFileSync(log).subarray(logFrom).toString();
    if (attempt >= 5 || !/Address already in use|could not create any TCP/.test(words))
      throw new Error(`PostgreSQL did not start (${ended ?? 'no answer in 120 s'}):\n${words}`);
  }
}

async function ensureDatabase({ name }: Place, password: string, port: number): Promise<void> {
  const admin = { host: '127.0.0.1', port, user: name, password, database: 'postgres' };
  const found = await query(admin, 'select 1 from pg_database where datname = $1', [name]);
  if (!found.length) await query(admin, `create database "${name}"`);
}

/**
 * Smart, then fast, then immediate shutdown: 1 s, 15 s, 5 s. Whoever leaves last stops the server: while another process of
 * Relais is still connected (a command beside `npm start`) it stays up and that process inherits it.
 */
async function stopServer({ dataDir, name }: Place, password: string, { pid, port }: Server): Promise<void> {
  const owner = Number(await fs.readFile(`${dataDir}.owner`, 'utf8').catch(() => '0'));
  if (owner && owner !== process.pid && alive(owner)) return;
  const admin = { host: '127.0.0.1', port, user: name, password, database: 'postgres' };
  const others = await query(admin, 'select 1 from pg_stat_activity where application_name = $1 limit 1', [
    APPLICATION,
  ]).catch(() => []);
  if (others.length) return;
  for (const [signal, ms] of [
    ['SIGTERM', 1_000],
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!isPostgres(pid)) break;
    process.kill(pid, signal);
    for (const end = performance.now() + ms; isPostgres(pid) && performance.now() < end;) await pause(10);
  }
  await fs.rm(`${dataDir}.owner`, { force: true });
}

async function query(config: pg.ClientConfig, sql: string, params?: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionTimeoutMillis: 3_000, ...config });
  client.on('error', () => {}); // a server that goes away while we ask is an answer, not a crash
  try {
    await client.connect();
    return (await client.query(sql, params)).rows as Record<string, unknown>[];
  } finally {
    await client.end().catch(() => {});
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
