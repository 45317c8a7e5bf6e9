import { DataSource, type MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

/** Any fixed number: one migrator at a time per database. */
const MIGRATION_LOCK = 7_316_001;

/**
 * Brings the database to the schema of `migrations`, each in its own transaction. Safe to call from several processes at
 * once: the second waits for the first and finds nothing left to do.
 * @returns the names of the migrations that were run.
 * @throws Error when the database holds a migration this code does not know (it is newer than the code).
 */
export async function migrate(url: string, migrations: MigrationClass[]): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'relais_migration',
    applicationName: 'relais',
    poolSize: 2,
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(source, migrations);
    const done = await source.runMigrations({ transaction: 'each' });
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    return done.map((m) => m.name);
  } finally {
    await lock.release();
    await source.destroy();
  }
}

/** Refuses to work on a schema that a newer release made (P43): its tables may mean something this code does not know. */
export async function refuseNewerSchema(source: DataSource, migrations: MigrationClass[]): Promise<void> {
  const known = new Set(migrations.map((m) => m.name));
  const [table] = (await source.query(`SELECT to_regclass('relais_migration') AS name`)) as { name: string | null }[];
  if (!table?.name) return;
  const rows = (await source.query('SELECT name FROM relais_migration ORDER BY id')) as { name: string }[];
  const unknown = rows.map((r) => r.name).filter((name) => !known.has(name));
  if (unknown.length)
    throw new Error(
      `The database is newer than this release (it has ${unknown.join(', ')}). Start the newer release, or restore a backup taken before it.`,
    );
}
