import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What quizzes have said and no longer holds. */
export class Retractions1763830000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EDITORIAL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE editorial.retraction');
  }
}

const EDITORIAL = `
CREATE TABLE editorial.retraction (                           -- a quiz taken back, or its right answer corrected; never changed
  id            integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_retraction PRIMARY KEY,
  brick_id      integer NOT NULL CONSTRAINT fk_retraction_brick REFERENCES editorial.brick,
  kind          text NOT NULL CONSTRAINT ck_retraction_kind CHECK (kind IN ('withdrawn', 'corrected')),
  until_version integer NOT NULL,                             -- number of the last version that said it
  variants      smallint[],                                   -- those that said it; none: all
  reason        jsonb NOT NULL DEFAULT '{}',                  -- what was wrong, by locale
  at            timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_retraction_brick ON editorial.retraction (brick_id);
`;
