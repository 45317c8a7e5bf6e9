import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sums by day and brick, so that people can look at a million deliveries at once. */
export class Tallies1763860000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TALLIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery.tally, delivery.choice_tally, delivery.tally_day; DROP INDEX delivery.ix_delivery_local_day;'); // prettier-ignore
  }
}

const TALLIES = `
CREATE TABLE delivery.tally (                                 -- sums of delivery and answer; made again and again
  local_day  date NOT NULL,
  line_id    integer NOT NULL,
  brick_id   integer NOT NULL,
  again      boolean NOT NULL,                                -- a repeat
  state      text NOT NULL,
  reason     text NOT NULL,                                   -- without its details
  deliveries integer NOT NULL,
  ambiguous  integer NOT NULL,
  answered   integer NOT NULL,
  graded     integer NOT NULL,
  correct    integer NOT NULL,
  CONSTRAINT pk_tally PRIMARY KEY (local_day, line_id, brick_id, again, state, reason)
);
CREATE INDEX ix_tally_brick ON delivery.tally (brick_id, local_day);
CREATE TABLE delivery.choice_tally (                          -- which options were chosen
  version_id integer NOT NULL,
  local_day  date NOT NULL,
  occurrence smallint NOT NULL,
  choice     text NOT NULL,
  answers    integer NOT NULL,
  CONSTRAINT pk_choice_tally PRIMARY KEY (version_id, local_day, occurrence, choice)
);
CREATE TABLE delivery.tally_day (                             -- when the sums of a day were made
  local_day date CONSTRAINT pk_tally_day PRIMARY KEY,
  made_at   timestamptz NOT NULL,
  took_ms   integer NOT NULL
);
CREATE INDEX ix_delivery_local_day ON delivery.delivery USING brin (local_day); -- days come in order: it costs next to nothing
`;
