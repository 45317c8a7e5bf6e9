import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People files that come in over the web. */
export class PeopleImports1763860000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE network.people_import (                          -- checked first, applied when somebody says so
  id           integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_people_import PRIMARY KEY,
  name         text NOT NULL,
  bytes        integer NOT NULL,
  content      bytea,                                          -- gone once it is applied, or a day old
  state        text NOT NULL DEFAULT 'waiting' CONSTRAINT ck_people_import_state
               CHECK (state IN ('waiting', 'checked', 'applying', 'applied', 'refused', 'failed')),
  skip_invalid boolean NOT NULL DEFAULT false,
  progress     jsonb,
  report       jsonb,
  refusal      jsonb,
  attempts     smallint NOT NULL DEFAULT 0,
  lease_until  timestamptz,
  uploaded_by  integer NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_people_import_due ON network.people_import (id) WHERE state IN ('waiting', 'applying');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE network.people_import');
  }
}
