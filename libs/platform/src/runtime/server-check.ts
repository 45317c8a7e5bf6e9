import pg from 'pg';

/** Oldest server whose SQL Relais keeps to. */
const OLDEST = 150_000;

/**
 * Refuses a server on which an acknowledged answer could be lost or whose SQL is too old.
 * @throws Error that names the setting and how to mend it.
 */
export async function inspectServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`DATABASE_URL: the database cannot be reached (${(error as Error).message}).`, { cause: error });
  }
  try {
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('synchronous_commit') AS sync`,
    );
    const { version, sync } = rows[0] as { version: number; sync: string };
    if (version < OLDEST)
      throw new Error(`DATABASE_URL: PostgreSQL ${Math.floor(version / 10_000)} is too old. Relais needs 15 or later.`);
    if (sync === 'off')
      throw new Error(
        'DATABASE_URL: synchronous_commit is off, so an acknowledged answer could be lost in a crash. Set it to on.',
      );
  } finally {
    await client.end();
  }
}
