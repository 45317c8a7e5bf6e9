import { DataSource } from 'typeorm';
import { aLine, anInfo } from '../support/content.js';
import { World } from '../support/world.js';

/**
 * The entities and the migrations must tell the same story. Foreign keys across libs live in the migrations only (a lib's
 * entity knows no entity of another), so a statement that would drop one of those is not a difference.
 */
describe('the migrations', () => {
  it('make exactly the tables that the entities describe', async () => {
    const world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': anInfo('The first') },
    });
    try {
      const { upQueries } = await world.get(DataSource).driver.createSchemaBuilder().log();
      const differences = upQueries.map((q) => q.query).filter((sql) => !/DROP CONSTRAINT "fk_\w+"/.test(sql));
      expect(differences).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
