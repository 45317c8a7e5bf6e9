import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What quizzes have said and no longer holds, and the notes that tell those who answered them. */
export class Retractions1763830000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EDITORIAL);
    await runner.query(DELIVERY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE delivery.told_retraction;
DELETE FROM delivery.note WHERE digest IS NULL;
ALTER TABLE delivery.note DROP COLUMN retraction_id, ALTER COLUMN digest SET NOT NULL;
DROP TABLE editorial.retraction;`);
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

const DELIVERY = `
ALTER TABLE delivery.note ALTER COLUMN digest DROP NOT NULL;
ALTER TABLE delivery.note ADD COLUMN retraction_id integer CONSTRAINT fk_note_retraction REFERENCES editorial.retraction;
ALTER TABLE delivery.note ADD CONSTRAINT uq_note_retraction UNIQUE (retraction_id, rep_id);
ALTER TABLE delivery.note ADD CONSTRAINT ck_note_cause CHECK ((digest IS NULL) <> (retraction_id IS NULL));
CREATE TABLE delivery.told_retraction (                       -- whose readers have their notes written
  retraction_id integer CONSTRAINT pk_told_retraction PRIMARY KEY CONSTRAINT fk_told_retraction REFERENCES editorial.retraction,
  told_at       timestamptz NOT NULL DEFAULT now()
);
`;
