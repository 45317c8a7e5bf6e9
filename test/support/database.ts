import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { MIGRATIONS } from '../../database/migrations/index.js';
import { migrate } from '../../libs/platform/src/database/migrate.js';

export interface TestDatabase {
  url: string;
  /** One statement on a connection of its own. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

const TEMPLATE = 'relais_template';

function admin(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests through `npm test`');
  return url;
}

async function run(url: string, sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(admin());
  url.pathname = `/${name}`;
  return url.toString();
}

/** The migrated database every test database is cloned from; the first test file to ask makes it, the others wait. */
async function ensureTemplate(): Promise<void> {
  const client = new pg.Client(admin());
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(4711)');
    const made = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [TEMPLATE]);
    if (made.rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await migrate(urlOf(TEMPLATE), MIGRATIONS);
    await client.query(`ALTER DATABASE ${TEMPLATE} WITH is_template true`); // the mark that it is complete
  } finally {
    await client.end();
  }
}

/** A migrated database of its own for one test file: a clone of the template, some 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  await ensureTemplate();
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`;
  await run(admin(), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = urlOf(name);
  return {
    url,
    query: async <Row>(sql: string, parameters?: unknown[]) => (await run(url, sql, parameters)) as Row[],
    drop: async () => {
      await run(admin(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
