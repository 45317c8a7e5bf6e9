import { openNetworkDatabase, type NetworkDatabase } from '../../../../test/fixtures/people/network-database.js';

describe('the entities of the network', () => {
  let network: NetworkDatabase;
  beforeAll(async () => {
    network = await openNetworkDatabase();
  });
  afterAll(() => network.close());

  it('say what the migrations made, names of keys and indexes included', async () => {
    const difference = await network.source.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('would be told apart from a table that lost an index', async () => {
    await network.source.query('DROP INDEX network.ix_rep_partner');
    const difference = await network.source.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map(({ query }) => query)).toEqual([expect.stringContaining('ix_rep_partner')]);
  });
});
