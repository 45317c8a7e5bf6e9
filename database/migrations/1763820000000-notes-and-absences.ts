import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes to people who answered by mail get rows of their own; absences get words, and companies get closures. */
export class NotesAndAbsences1763820000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NOTES);
    await runner.query(ABSENCES);
    await runner.query(
      `CREATE INDEX ix_delivery_tried ON delivery.delivery (rep_id) WHERE state = 'planned' AND attempts > 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX delivery.ix_delivery_tried;
DROP TABLE delivery.closure;
ALTER TABLE delivery.absence DROP COLUMN note;
DROP TABLE delivery.note;
ALTER TABLE delivery.inbound_message DROP COLUMN origin;`);
  }
}

const NOTES = `
ALTER TABLE delivery.inbound_message ADD COLUMN origin text;  -- mailbox, UIDVALIDITY and UID of a mail that was fetched
CREATE UNIQUE INDEX uq_inbound_message_origin ON delivery.inbound_message (origin) WHERE origin IS NOT NULL;
CREATE TABLE delivery.note (                                  -- a mail that answers a received one, written down together with it
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_note PRIMARY KEY,
  digest      text NOT NULL CONSTRAINT uq_note_digest UNIQUE CONSTRAINT fk_note_inbound_message REFERENCES delivery.inbound_message,
  delivery_id bigint NOT NULL CONSTRAINT fk_note_delivery REFERENCES delivery.delivery,
  rep_id      integer NOT NULL CONSTRAINT fk_note_rep REFERENCES network.rep,
  about       text NOT NULL,
  detail      jsonb NOT NULL DEFAULT '{}',
  state       text NOT NULL DEFAULT 'planned' CONSTRAINT ck_note_state
              CHECK (state IN ('planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'suppressed', 'held')),
  reason      text,
  wake_at     timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL,
  lease_until timestamptz,
  fence       integer NOT NULL DEFAULT 0,
  attempts    smallint NOT NULL DEFAULT 0,
  ambiguous   smallint NOT NULL DEFAULT 0,
  crashes     smallint NOT NULL DEFAULT 0,
  settled_at  timestamptz,
  created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_note_wake ON delivery.note (wake_at) WHERE state = 'planned';
CREATE INDEX ix_note_lease ON delivery.note (lease_until) WHERE state IN ('claimed', 'sending');
CREATE INDEX ix_note_rep ON delivery.note (rep_id, created_at);
`;

const ABSENCES = `
ALTER TABLE delivery.absence ADD COLUMN note text;
CREATE TABLE delivery.closure (                               -- days on which nobody of a company gets anything
  partner_id integer NOT NULL CONSTRAINT fk_closure_partner REFERENCES network.partner,
  from_day   date NOT NULL,
  until_day  date,                                            -- last day; none: until further notice
  source     text NOT NULL,
  note       text,
  CONSTRAINT pk_closure PRIMARY KEY (partner_id, from_day)
);
`;
