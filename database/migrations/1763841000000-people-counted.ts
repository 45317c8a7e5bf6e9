import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the active people of companies from an index alone, without reading the people. */
export class PeopleCounted1763841000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE INDEX ix_rep_active ON network.rep (partner_id) WHERE status = 'active'`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP INDEX network.ix_rep_active');
  }
}
