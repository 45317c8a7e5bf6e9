import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bricks written in the console, and what the files last said, so that neither overwrites the other. */
export class Drafts1763860000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FILED);
    await runner.query(DRAFT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE editorial.draft;
ALTER TABLE editorial.brick DROP COLUMN filed;
ALTER TABLE editorial.line DROP COLUMN filed, DROP COLUMN revision;
ALTER TABLE network.segment DROP COLUMN filed, DROP COLUMN revision;`);
  }
}

const FILED = `
ALTER TABLE editorial.line ADD COLUMN filed jsonb;             -- what its file said at the last sync
ALTER TABLE editorial.line ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE editorial.brick ADD COLUMN filed jsonb;            -- likewise: position, day, on, status, digest
ALTER TABLE network.segment ADD COLUMN filed jsonb;            -- likewise: name, rule
ALTER TABLE network.segment ADD COLUMN revision integer NOT NULL DEFAULT 1;
UPDATE network.segment SET filed = jsonb_build_object('name', name, 'rule', rule);
UPDATE editorial.line SET filed = jsonb_build_object(
  'slug', slug, 'name', name, 'description', description, 'locale', locale, 'segments', segments, 'mode', mode, 'start', start,
  'startsOn', starts_on, 'weekdays', weekdays, 'at', at, 'until', until, 'spacing', spacing, 'answerWithinDays', answer_within_days, 'status', status);
UPDATE editorial.brick AS b SET filed = jsonb_build_object('position', b.position, 'day', b.day, 'on', b.on_date, 'status', b.status, 'digest', v.digest)
  FROM editorial.brick_version AS v WHERE v.id = b.version_id;
`;

const DRAFT = `
CREATE TABLE editorial.draft (                                 -- a brick as it is being written
  id            integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_draft PRIMARY KEY,
  line_id       integer NOT NULL CONSTRAINT fk_draft_line REFERENCES editorial.line,
  brick_id      integer CONSTRAINT fk_draft_brick REFERENCES editorial.brick, -- none: a new brick
  base_id       integer CONSTRAINT fk_draft_base REFERENCES editorial.brick_version, -- the version it began from
  slug          text NOT NULL,
  position      integer NOT NULL,
  day           integer,
  on_date       date,
  document      jsonb NOT NULL,
  state         text NOT NULL DEFAULT 'draft' CONSTRAINT ck_draft_state
                CHECK (state IN ('draft', 'in-review', 'approved', 'published', 'discarded')),
  revision      integer NOT NULL DEFAULT 1,                    -- grows with every change: who saves says which one was read
  writers       integer[] NOT NULL,                            -- accounts that changed the text
  note          text,                                          -- what the reviewer asks for
  sent_by       integer,
  sent_at       timestamptz,
  approved_by   integer,
  approved_at   timestamptz,
  published_by  integer,
  published_at  timestamptz,
  version_id    integer CONSTRAINT fk_draft_version REFERENCES editorial.brick_version, -- what it became
  updated_by    integer NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ck_draft_approval CHECK (approved_by IS NULL OR NOT approved_by = ANY (writers))
);
CREATE UNIQUE INDEX uq_draft_open ON editorial.draft (line_id, slug) WHERE state IN ('draft', 'in-review', 'approved');
CREATE INDEX ix_draft_version ON editorial.draft (version_id) WHERE version_id IS NOT NULL;
`;
