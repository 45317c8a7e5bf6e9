import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { BoardChange, BoardPage, BoardRefresh } from './board.entity.js';
import { BoardName } from './board-name.entity.js';
import { Challenge } from './challenge.entity.js';
import { Point } from './point.entity.js';
import { Standing } from './standing.entity.js';

describe('the tables of challenges', () => {
  let db: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    db = await createTestDatabase();
    const entities = [Challenge, Point, Standing, BoardPage, BoardRefresh, BoardChange, BoardName];
    source = new DataSource({ type: 'postgres', url: db.url, entities });
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await db.drop();
  });

  it('are what the entities say: the schema diff is empty', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('cost no write-ahead log where they can be worked out again', async () => {
    const found = await db.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'challenges'::regnamespace AND relkind = 'r' AND relpersistence = 'u' ORDER BY 1`,
    );
    expect(found.map(({ name }) => name)).toEqual(['board_change', 'board_page', 'board_refresh']);
  });
});
