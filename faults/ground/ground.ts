import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { migrate } from '@relais/platform';
import { MIGRATIONS } from '../../database/migrations/index.js';
import type { Options, Sizes } from '../options.js';
import { Chance } from './chance.js';
import { Children } from './children.js';
import { writeNetwork } from './network.js';
import { PostgresServer, type Database } from './postgres.js';
import { RedisServer } from './redis.js';
import { RelaisProcess, type Program, type StartOptions } from './relais.js';
import { Sink } from './sink.js';

const SECRET = 'a secret for faults, of more than 32 characters';
const TEMPLATE = 'faults_template';

/** What all rows share: a PostgreSQL with a filled database to copy, a folder, and a list of every process that was started. */
export class Ground {
  private readonly children = new Children();
  private readonly places = new Map<string, Place>();
  private second?: PostgresServer;

  private constructor(
    readonly dir: string,
    private readonly postgres: PostgresServer,
    private readonly options: Options,
  ) {}

  /** @param victim whether a row will ask for a PostgreSQL of its own. */
  static async open(options: Options, victim: boolean): Promise<Ground> {
    const dir = mkdtempSync(path.join(options.dir ?? os.tmpdir(), 'relais-faults-'));
    chmodSync(dir, 0o755); // the account PostgreSQL runs as must be able to walk in
    const ground = new Ground(dir, await PostgresServer.start(dir), options);
    try {
      await ground.fill();
      if (victim) ground.second = await ground.postgres.twin('pg-victim');
    } catch (error) {
      await ground.close();
      throw error;
    }
    return ground;
  }

  /** The PostgreSQL that may be killed; only the row that said it would may do so. */
  get victim(): PostgresServer {
    return this.second!;
  }

  /** A place of its own for one row. */
  async place(name: string, postgres = this.postgres): Promise<Place> {
    const dir = path.join(this.dir, name);
    mkdirSync(dir, { recursive: true });
    const chance = Chance.of(this.options.seed, name);
    const db = await postgres.create(name.replaceAll('-', '_'), TEMPLATE);
    const sink = await Sink.start(this.children, dir, chance.seed());
    const place = new Place(this, this.children, { dir, chance, db, sink, sizes: this.options.sizes });
    this.places.set(name, place);
    return place;
  }

  environment(databaseUrl: string): Record<string, string> {
    return {
      DATABASE_URL: databaseUrl,
      RELAIS_SECRET: SECRET,
      RELAIS_CONTENT_DIR: path.join(this.dir, 'content'),
      RELAIS_MAIL_FROM: 'Kelvane <learning@kelvane.example>',
    };
  }

  get secret(): string {
    return SECRET;
  }

  /** What the processes of a row complained about: for a row that did not go well. */
  errorsOf(name: string): string[] {
    return this.places.get(name)?.errors() ?? [];
  }

  /** Ends every process of this run and removes its folder. */
  async close(): Promise<void> {
    await this.children.endAll();
    await Promise.all([this.postgres.end(), this.second?.end()]);
    if (!this.options.keep) rmSync(this.dir, { recursive: true, force: true });
  }

  /** The database every row copies: migrated, with content and people that came in through the command line. */
  private async fill(): Promise<void> {
    const template = await this.postgres.create(TEMPLATE);
    await migrate(template.url, MIGRATIONS);
    const env = this.environment(template.url);
    const people = writeNetwork(env.RELAIS_CONTENT_DIR!, this.options.sizes.mails);
    command(['content', 'sync'], env);
    command(['people', 'import', people], env);
    await template.query(`UPDATE editorial.line SET status = 'paused' WHERE slug LIKE 'welcome%'`);
    await template.close();
  }
}

interface PlaceParts {
  dir: string;
  chance: Chance;
  db: Database;
  sink: Sink;
  sizes: Sizes;
}

/** What one row works with: a database, a relay, and processes that use them. */
export class Place {
  readonly dir: string;
  readonly chance: Chance;
  readonly db: Database;
  readonly sink: Sink;
  readonly sizes: Sizes;
  private readonly started: RelaisProcess[] = [];

  constructor(
    readonly ground: Ground,
    readonly children: Children,
    parts: PlaceParts,
  ) {
    this.dir = parts.dir;
    this.chance = parts.chance;
    this.db = parts.db;
    this.sink = parts.sink;
    this.sizes = parts.sizes;
  }

  /** Settings of a process here, without a word about its queue: BullMQ on PostgreSQL. */
  environment(extra: Record<string, string> = {}): Record<string, string> {
    return { ...this.ground.environment(this.db.url), SMTP_URL: this.sink.url(), ...extra };
  }

  start(program: Program, extra: Record<string, string> = {}, options: StartOptions = {}): Promise<RelaisProcess> {
    return this.run(`apps/${program}/src/main.js`, extra, options);
  }

  /** Starts a built file as a process of this row. */
  async run(file: string, extra: Record<string, string> = {}, options: StartOptions = {}): Promise<RelaisProcess> {
    const process = await RelaisProcess.run(this.children, file, this.environment(extra), options);
    this.started.push(process);
    return process;
  }

  redis(): Promise<RedisServer> {
    return RedisServer.start(this.children, path.join(this.dir, 'redis'));
  }

  /** Processes of this row that ended by themselves, with their last words: nobody had told them to. */
  deaths(expected: RelaisProcess[] = []): string[] {
    return this.started
      .filter((one) => one.ended !== null && one.ended !== 'SIGKILL' && !expected.includes(one))
      .map((one) => `a process ended by itself (${one.ended}): ${lastWords(one.output)}`);
  }

  /** Errors in their logs, each once. */
  errors(): string[] {
    const lines = this.started.flatMap(({ output }) => stripVTControlCharacters(output).split('\n'));
    const errors = lines.filter((line) => /\bERROR\b/.test(line)).map((line) => line.replace(/^.*?ERROR\s+/, ''));
    return [...new Set(errors)].slice(0, 5).map((line) => `logged: ${line.slice(0, 300)}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.started.map((one) => one.stop('SIGKILL')));
    await this.sink.stop();
    await this.db.close();
  }
}

/** The first line that names an error, else the last one. */
function lastWords(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.find((line) => /\b\w*Error\b/.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 300);
}

function command(args: string[], env: Record<string, string>): void {
  const { PATH, HOME, LANG } = process.env;
  const cli = path.resolve(import.meta.dirname, '../../apps/cli/src/main.js');
  const { status, stderr, stdout } = spawnSync(process.execPath, [cli, ...args], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
    env: { PATH, HOME, LANG, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`relais ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
