import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { MIGRATIONS } from '../../../../database/migrations/index.js';
import { migrate } from './migrate.js';

describe('migrating', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('twice, and from three processes at once, changes nothing', async () => {
    const done = await Promise.all([1, 2, 3].map(() => migrate(db.url, MIGRATIONS)));
    expect(done.flat()).toEqual([]);
  });

  it('refuses a database that a newer release has migrated', async () => {
    await db.query(
      `INSERT INTO relais_migration (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    await expect(migrate(db.url, MIGRATIONS)).rejects.toThrow(/newer than this release \(it has FromTheFuture/);
  });
});
