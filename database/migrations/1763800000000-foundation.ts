import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who, what, when and to whom, and the points: the first slice of every room. Each lib owns the schema of its name. */
export class Foundation1763800000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(PLATFORM);
    await run.query(NETWORK);
    await run.query(EDITORIAL);
    await run.query(DELIVERY);
    await run.query(CHALLENGES);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP SCHEMA challenges, delivery, editorial, network, platform CASCADE');
  }
}

const PLATFORM = `
CREATE SCHEMA platform;
CREATE TABLE platform.mailbox_message (
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_mailbox_message PRIMARY KEY,
  recipient   text NOT NULL,
  subject     text NOT NULL,
  ref         text,
  received_at timestamptz NOT NULL DEFAULT now(),
  raw         bytea NOT NULL
);
CREATE INDEX ix_mailbox_message_recipient ON platform.mailbox_message (recipient);
`;

const NETWORK = `
CREATE SCHEMA network;
CREATE TABLE network.channel_type (
  code     text CONSTRAINT pk_channel_type PRIMARY KEY,
  name     jsonb NOT NULL,
  position integer NOT NULL
);
CREATE TABLE network.tier (
  code     text CONSTRAINT pk_tier PRIMARY KEY,
  name     jsonb NOT NULL,
  position integer NOT NULL                                 -- 1 is the best
);
CREATE TABLE network.partner (
  id           integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_partner PRIMARY KEY,
  external_id  text NOT NULL CONSTRAINT uq_partner_external_id UNIQUE,
  name         text NOT NULL,
  parent_id    integer CONSTRAINT fk_partner_parent REFERENCES network.partner,
  lineage      integer[] NOT NULL DEFAULT '{}',              -- ids from the topmost company down to this one
  channel_type text CONSTRAINT fk_partner_channel_type REFERENCES network.channel_type,
  tier         text CONSTRAINT fk_partner_tier REFERENCES network.tier,
  country      text,
  region       text,                                          -- ISO 3166-2, for its public holidays
  time_zone    text,
  work_days    smallint[],                                    -- ISO: 1 is Monday; none: nothing is known
  work_from    text,                                          -- HH:MM, local
  work_until   text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_partner_lineage ON network.partner USING gin (lineage);
CREATE TABLE network.rep (
  id          integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_rep PRIMARY KEY,
  external_id text NOT NULL CONSTRAINT uq_rep_external_id UNIQUE,
  partner_id  integer NOT NULL CONSTRAINT fk_rep_partner REFERENCES network.partner,
  email       text NOT NULL CONSTRAINT uq_rep_email UNIQUE,  -- kept in lower case
  first_name  text NOT NULL DEFAULT '',
  last_name   text NOT NULL DEFAULT '',
  locale      text NOT NULL DEFAULT 'en',
  time_zone   text NOT NULL DEFAULT 'UTC',
  job_role    text,
  attributes  jsonb NOT NULL DEFAULT '{}',
  work_days   smallint[],                                     -- the rep's own replace the company's
  work_from   text,
  work_until  text,
  status      text NOT NULL DEFAULT 'active' CONSTRAINT ck_rep_status CHECK (status IN ('active', 'suspended', 'left')),
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_rep_partner ON network.rep (partner_id);
CREATE TABLE network.segment (
  slug       text CONSTRAINT pk_segment PRIMARY KEY,
  name       jsonb NOT NULL,
  rule       jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
`;

const EDITORIAL = `
CREATE SCHEMA editorial;
CREATE TABLE editorial.line (
  id                 integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_line PRIMARY KEY,
  slug               text NOT NULL CONSTRAINT uq_line_slug UNIQUE,
  name               jsonb NOT NULL,
  description        jsonb NOT NULL DEFAULT '{}',
  locale             text NOT NULL,
  segments           text[] NOT NULL,
  mode               text NOT NULL CONSTRAINT ck_line_mode CHECK (mode IN ('sequence', 'calendar')),
  start              text NOT NULL DEFAULT 'slot' CONSTRAINT ck_line_start CHECK (start IN ('slot', 'enrolment')),
  starts_on          date,
  weekdays           smallint[] NOT NULL,                    -- ISO: 1 is Monday
  at                 text NOT NULL,                          -- HH:MM, the rep's local time
  until              text NOT NULL DEFAULT '18:00',
  spacing            text NOT NULL DEFAULT 'ladder',
  answer_within_days smallint NOT NULL DEFAULT 30,
  status             text NOT NULL DEFAULT 'active' CONSTRAINT ck_line_status CHECK (status IN ('active', 'paused', 'draft')),
  published_at       timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE editorial.brick (
  id         integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_brick PRIMARY KEY,
  line_id    integer NOT NULL CONSTRAINT fk_brick_line REFERENCES editorial.line,
  slug       text NOT NULL,
  position   integer NOT NULL,
  status     text NOT NULL DEFAULT 'published' CONSTRAINT ck_brick_status CHECK (status IN ('published', 'withdrawn')),
  version_id integer,                                        -- the current one
  day        integer,                                        -- days after the line's start (calendar) or after joining (sequence) ...
  on_date    date,                                           -- ... or a fixed date
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_brick_slug UNIQUE (line_id, slug)
);
CREATE TABLE editorial.brick_version (
  id           integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_brick_version PRIMARY KEY,
  brick_id     integer NOT NULL CONSTRAINT fk_brick_version_brick REFERENCES editorial.brick,
  number       integer NOT NULL,
  kind         text NOT NULL CONSTRAINT ck_brick_version_kind CHECK (kind IN ('info', 'quiz', 'poll', 'open', 'video')),
  theme        text,
  question     jsonb NOT NULL,                               -- what may be shown before the answer
  answer_key   jsonb NOT NULL,                               -- what may be shown only after it
  digest       text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_brick_version_number UNIQUE (brick_id, number)
);
ALTER TABLE editorial.brick ADD CONSTRAINT fk_brick_version FOREIGN KEY (version_id) REFERENCES editorial.brick_version;
CREATE FUNCTION editorial.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a published brick version never changes'; END $$;
CREATE TRIGGER brick_version_is_immutable BEFORE UPDATE ON editorial.brick_version FOR EACH ROW EXECUTE FUNCTION editorial.refuse_change();
`;

const DELIVERY = `
CREATE SCHEMA delivery;
CREATE TABLE delivery.enrolment (
  line_id     integer NOT NULL CONSTRAINT fk_enrolment_line REFERENCES editorial.line,
  rep_id      integer NOT NULL CONSTRAINT fk_enrolment_rep REFERENCES network.rep,
  enrolled_at timestamptz NOT NULL DEFAULT now(),
  enrolled_on date NOT NULL,                                 -- the rep's local date at that moment
  CONSTRAINT pk_enrolment PRIMARY KEY (line_id, rep_id)
);
CREATE INDEX ix_enrolment_day ON delivery.enrolment (enrolled_on);
CREATE TABLE delivery.planned_slot (                         -- each opening of a line's window is planned once
  line_id   integer NOT NULL CONSTRAINT fk_planned_slot_line REFERENCES editorial.line,
  local_day date NOT NULL,
  pattern   text NOT NULL,                                    -- zone, country, region, days and hours of work
  CONSTRAINT pk_planned_slot PRIMARY KEY (line_id, local_day, pattern)
);
CREATE TABLE delivery.absence (                               -- vacation or pause: nothing is sent, nothing is lost
  rep_id    integer NOT NULL CONSTRAINT fk_absence_rep REFERENCES network.rep,
  from_day  date NOT NULL,
  until_day date,                                             -- last day; none: until further notice
  source    text NOT NULL,
  CONSTRAINT pk_absence PRIMARY KEY (rep_id, from_day)
);
CREATE TABLE delivery.delivery (
  id            bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_delivery PRIMARY KEY,
  rep_id        integer NOT NULL CONSTRAINT fk_delivery_rep REFERENCES network.rep,
  line_id       integer NOT NULL CONSTRAINT fk_delivery_line REFERENCES editorial.line,
  brick_id      integer NOT NULL CONSTRAINT fk_delivery_brick REFERENCES editorial.brick,
  version_id    integer NOT NULL CONSTRAINT fk_delivery_version REFERENCES editorial.brick_version,
  occurrence    smallint NOT NULL DEFAULT 0,                 -- 0: first presentation, then its repeats
  local_day     date NOT NULL,                               -- the rep's calendar day; the cap counts by it
  due_at        timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,                        -- not sent any more after this
  answer_until  timestamptz NOT NULL,
  state         text NOT NULL DEFAULT 'planned' CONSTRAINT ck_delivery_state
                CHECK (state IN ('planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'cancelled', 'suppressed', 'held')),
  reason        text,                                        -- why it is late, or why it ended as it did
  wake_at       timestamptz NOT NULL,                        -- when to try (again)
  lease_until   timestamptz,
  fence         integer NOT NULL DEFAULT 0,                  -- grows with every claim: an old owner cannot write
  attempts      smallint NOT NULL DEFAULT 0,
  ambiguous     smallint NOT NULL DEFAULT 0,                 -- attempts of which nobody can say whether the relay accepted
  crashes       smallint NOT NULL DEFAULT 0,
  settled_at    timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_delivery_occurrence UNIQUE (rep_id, brick_id, occurrence)
);
CREATE INDEX ix_delivery_wake ON delivery.delivery (wake_at) WHERE state = 'planned';
CREATE INDEX ix_delivery_lease ON delivery.delivery (lease_until) WHERE state IN ('claimed', 'sending');
CREATE INDEX ix_delivery_day ON delivery.delivery (rep_id, local_day);
CREATE TABLE delivery.answer (
  delivery_id bigint CONSTRAINT pk_answer PRIMARY KEY CONSTRAINT fk_answer_delivery REFERENCES delivery.delivery,
  rep_id      integer NOT NULL,
  line_id     integer NOT NULL,
  brick_id    integer NOT NULL,
  version_id  integer NOT NULL,
  occurrence  smallint NOT NULL,
  choices     text[] NOT NULL DEFAULT '{}',
  text        text,
  correct     boolean,                                       -- null: this kind is not graded
  route       text NOT NULL CONSTRAINT ck_answer_route CHECK (route IN ('link', 'reply', 'web')),
  elapsed_ms  bigint NOT NULL,                               -- since it was sent: ties on boards are broken by it
  answered_at timestamptz NOT NULL DEFAULT now(),
  reviewed_at timestamptz                                    -- when the spacing took note of it
);
CREATE INDEX ix_answer_line ON delivery.answer (line_id, answered_at);
CREATE INDEX ix_answer_unreviewed ON delivery.answer (answered_at) WHERE reviewed_at IS NULL;
CREATE TABLE delivery.review (
  rep_id     integer NOT NULL CONSTRAINT fk_review_rep REFERENCES network.rep,
  brick_id   integer NOT NULL CONSTRAINT fk_review_brick REFERENCES editorial.brick,
  occurrence smallint NOT NULL,                              -- of the repeat that comes next
  state      jsonb NOT NULL,                                 -- what the spacing policy remembers
  why        jsonb NOT NULL,
  was_right  boolean NOT NULL,
  due_on     date,                                           -- null: retired
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_review PRIMARY KEY (rep_id, brick_id)
);
CREATE INDEX ix_review_due ON delivery.review (due_on) WHERE due_on IS NOT NULL;
CREATE TABLE delivery.opt_out (
  rep_id integer NOT NULL CONSTRAINT fk_opt_out_rep REFERENCES network.rep,
  topic  text NOT NULL,                                      -- "all", or the slug of a line
  source text NOT NULL,
  at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_opt_out PRIMARY KEY (rep_id, topic)
);
CREATE TABLE delivery.suppression (                           -- addresses nothing is sent to until somebody corrects them
  address text CONSTRAINT pk_suppression PRIMARY KEY,         -- in lower case, as reps have it
  reason  text NOT NULL CONSTRAINT ck_suppression_reason CHECK (reason IN ('hard-bounce', 'soft-bounces', 'complaint')),
  source  text NOT NULL,                                      -- the mark by which the report was known as ours
  detail  jsonb NOT NULL DEFAULT '{}',
  at      timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE delivery.inbound_message (                       -- every mail that came in and what became of it; never its text
  digest      text CONSTRAINT pk_inbound_message PRIMARY KEY, -- of the source: the same mail received twice changes nothing
  nature      text NOT NULL,
  outcome     text NOT NULL,
  delivery_id bigint CONSTRAINT fk_inbound_message_delivery REFERENCES delivery.delivery,
  rep_id      integer CONSTRAINT fk_inbound_message_rep REFERENCES network.rep,
  detail      jsonb NOT NULL DEFAULT '{}',
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_inbound_message_rep ON delivery.inbound_message (rep_id, received_at) WHERE rep_id IS NOT NULL;
`;

const CHALLENGES = `
CREATE SCHEMA challenges;
CREATE TABLE challenges.challenge (
  id         integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_challenge PRIMARY KEY,
  slug       text NOT NULL CONSTRAINT uq_challenge_slug UNIQUE,
  name       jsonb NOT NULL,
  lines      text[] NOT NULL,
  segments   text[] NOT NULL DEFAULT '{}',                   -- none: everybody
  starts_at  timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  scoring    jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE challenges.point (                              -- append-only: what was awarded, for which answer, under which rule
  delivery_id  bigint NOT NULL,
  challenge_id integer NOT NULL,                             -- no foreign key: every batch would lock the same few rows
  rule         text NOT NULL,
  rep_id       integer NOT NULL,
  points       integer NOT NULL CONSTRAINT ck_point_points CHECK (points > 0),
  elapsed_ms   bigint NOT NULL,
  awarded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_point PRIMARY KEY (delivery_id, challenge_id, rule)
);
CREATE TABLE challenges.standing (                           -- a person in a challenge: the sum of their points, written with them
  challenge_id integer NOT NULL CONSTRAINT fk_standing_challenge REFERENCES challenges.challenge,
  rep_id       integer NOT NULL,
  listed       boolean NOT NULL,                             -- belongs on the board, as the roster was last called
  partner_id   integer NOT NULL,                             -- likewise
  segments     text[] NOT NULL DEFAULT '{}',                 -- likewise
  points       bigint NOT NULL DEFAULT 0,
  awards       integer NOT NULL DEFAULT 0,                   -- how many point rows
  elapsed_ms   bigint NOT NULL DEFAULT 0,                    -- their sum: ties are broken by the mean
  CONSTRAINT pk_standing PRIMARY KEY (challenge_id, rep_id)
) WITH (fillfactor = 85);                                    -- room to update a sum in its own page
-- The rest can be worked out again from the above within seconds, so it costs no write-ahead log: empty after a crash of the server.
CREATE UNLOGGED TABLE challenges.board_page (                -- a snapshot of a board, fifty places a row
  challenge_id integer NOT NULL CONSTRAINT fk_board_page_challenge REFERENCES challenges.challenge,
  by           text NOT NULL CONSTRAINT ck_board_page_by CHECK (by IN ('rep', 'partner', 'segment')),
  page         integer NOT NULL,                             -- 0: places 1 to 50
  first_key    bigint,                                       -- of its first place; people only
  subjects     text[] NOT NULL,                              -- rep ids, partner ids or segment slugs, in order
  ranks        integer[] NOT NULL,
  points       double precision[] NOT NULL,
  keys         bigint[],                                     -- ascending in the order of the board; people only
  CONSTRAINT pk_board_page PRIMARY KEY (challenge_id, by, page)
);
CREATE INDEX ix_board_page_key ON challenges.board_page (challenge_id, first_key, page) WHERE first_key IS NOT NULL;
CREATE UNLOGGED TABLE challenges.board_refresh (             -- when each board was last counted and its roster last called
  challenge_id   integer CONSTRAINT pk_board_refresh PRIMARY KEY CONSTRAINT fk_board_refresh_challenge REFERENCES challenges.challenge,
  as_of          timestamptz,                                -- null: no snapshot yet
  took_ms        integer NOT NULL DEFAULT 0,
  people         integer NOT NULL DEFAULT 0,                  -- places on each of its boards
  partners       integer NOT NULL DEFAULT 0,
  segments       integer NOT NULL DEFAULT 0,
  roster_at      timestamptz,
  roster_took_ms integer NOT NULL DEFAULT 0
);
CREATE UNLOGGED TABLE challenges.board_change (              -- one row per batch of changes the snapshot does not hold yet
  id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_board_change PRIMARY KEY,
  challenge_id integer NOT NULL
);
CREATE INDEX ix_board_change_challenge ON challenges.board_change (challenge_id);
`;
