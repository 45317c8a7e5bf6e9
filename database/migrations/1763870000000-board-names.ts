import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people wish to be called on boards. */
export class BoardNames1763870000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
CREATE TABLE challenges.board_name (                          -- no row: first name and initial
  rep_id    integer CONSTRAINT pk_board_name PRIMARY KEY,
  pseudonym text,                                             -- none: the place stands without a name
  chosen_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX uq_board_name_pseudonym ON challenges.board_name (lower(pseudonym));`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE challenges.board_name');
  }
}
