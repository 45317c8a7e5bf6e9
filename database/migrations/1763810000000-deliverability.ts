import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last days of a long history are found without reading all of it. Deliveries are written about in the order they are due, so a BRIN index of a few pages does. */
export class Deliverability1763810000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE INDEX ix_delivery_due ON delivery.delivery USING brin (due_at)');
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP INDEX delivery.ix_delivery_due');
  }
}
