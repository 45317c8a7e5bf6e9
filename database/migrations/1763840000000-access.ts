import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may come in: staff accounts, sessions of staff and reps, links that work once, the trail of what was done. */
export class Access1763840000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(LIMITS);
    await run.query(ACCESS);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(
      'DROP TABLE network.audit_entry, network.single_use_token, network.session, network.recovery_code, network.account, platform.rate_limit',
    );
    await run.query(
      'DROP INDEX network.ix_rep_name, network.ix_rep_words, network.ix_partner_name, network.ix_partner_parent',
    );
  }
}

const LIMITS = `
CREATE UNLOGGED TABLE platform.rate_limit (                  -- counters of minutes; the form is the one of rate-limiter-flexible
  key    varchar(255) CONSTRAINT pk_rate_limit PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint                                               -- milliseconds since 1970
);
`;

const ACCESS = `
CREATE TABLE network.account (                               -- people of the vendor, and admins of partner companies
  id                     integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_account PRIMARY KEY,
  email                  text NOT NULL CONSTRAINT uq_account_email UNIQUE,   -- as reps have it: lower case, ASCII domain
  name                   text NOT NULL,
  locale                 text NOT NULL DEFAULT 'en',
  roles                  text[] NOT NULL,
  partner_id             integer CONSTRAINT fk_account_partner REFERENCES network.partner,
  status                 text NOT NULL DEFAULT 'active' CONSTRAINT ck_account_status CHECK (status IN ('active', 'disabled')),
  password_hash          text,                               -- argon2id; none: invited, or comes by OpenID Connect only
  second_factor_required boolean NOT NULL DEFAULT false,
  totp_secret            text,                               -- sealed
  totp_confirmed_at      timestamptz,                        -- null: begun, not in force
  totp_last_step         bigint NOT NULL DEFAULT 0,          -- a code is good once
  outside_id             text CONSTRAINT uq_account_outside_id UNIQUE,       -- issuer and subject of OpenID Connect
  demo                   boolean NOT NULL DEFAULT false,     -- has a password that is in the documentation
  last_sign_in_at        timestamptz,
  created_at             timestamptz NOT NULL DEFAULT now(),
  updated_at             timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ck_account_roles CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['programme-admin', 'channel-manager', 'author', 'coach', 'partner-admin', 'auditor']),
  CONSTRAINT ck_account_partner CHECK ((partner_id IS NOT NULL) = ('partner-admin' = ANY (roles)) AND (partner_id IS NULL OR cardinality(roles) = 1))
);
CREATE TABLE network.recovery_code (
  account_id integer NOT NULL CONSTRAINT fk_recovery_code_account REFERENCES network.account ON DELETE CASCADE,
  hash       text NOT NULL,
  used_at    timestamptz,
  CONSTRAINT pk_recovery_code PRIMARY KEY (account_id, hash)
);
CREATE TABLE network.session (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_session PRIMARY KEY,
  token_hash text NOT NULL CONSTRAINT uq_session_token_hash UNIQUE,
  account_id integer CONSTRAINT fk_session_account REFERENCES network.account ON DELETE CASCADE,
  rep_id     integer CONSTRAINT fk_session_rep REFERENCES network.rep ON DELETE CASCADE,
  stage      text NOT NULL DEFAULT 'open' CONSTRAINT ck_session_stage CHECK (stage IN ('open', 'second-factor', 'enrol')),
  agent      text NOT NULL DEFAULT '',                       -- what the browser calls itself
  address    text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL DEFAULT now(),             -- to the minute
  idle_until timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  CONSTRAINT ck_session_person CHECK ((account_id IS NULL) <> (rep_id IS NULL))
);
CREATE INDEX ix_session_account ON network.session (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX ix_session_rep ON network.session (rep_id) WHERE rep_id IS NOT NULL;
CREATE TABLE network.single_use_token (                      -- links in mails: what is stored is their digest
  hash       text CONSTRAINT pk_single_use_token PRIMARY KEY,
  purpose    text NOT NULL CONSTRAINT ck_single_use_token_purpose CHECK (purpose IN ('first-admin', 'invite', 'reset', 'sign-in')),
  account_id integer CONSTRAINT fk_single_use_token_account REFERENCES network.account ON DELETE CASCADE,
  rep_id     integer CONSTRAINT fk_single_use_token_rep REFERENCES network.rep ON DELETE CASCADE,
  browser    text,                                            -- digest of the cookie of the browser that asked
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  sent_at    timestamptz,
  used_at    timestamptz
);
CREATE INDEX ix_single_use_token_account ON network.single_use_token (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX ix_single_use_token_rep ON network.single_use_token (rep_id) WHERE rep_id IS NOT NULL;
CREATE TABLE network.audit_entry (                           -- append-only
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_audit_entry PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CONSTRAINT ck_audit_entry_actor_kind CHECK (actor_kind IN ('account', 'rep', 'nobody', 'operator')),
  actor_id   integer,                                         -- of the account or the rep
  action     text NOT NULL,
  subject    text,                                            -- kind and id, such as account:7
  detail     jsonb NOT NULL DEFAULT '{}',
  address    text
);
CREATE INDEX ix_audit_entry_subject ON network.audit_entry (subject, id) WHERE subject IS NOT NULL;
CREATE FUNCTION network.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is only ever added to'; END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON network.audit_entry FOR EACH ROW EXECUTE FUNCTION network.refuse_audit_change();
CREATE INDEX ix_rep_name ON network.rep (last_name, first_name, id);   -- the order of lists
CREATE INDEX ix_rep_words ON network.rep USING gin (array_to_tsvector(array_remove(regexp_split_to_array(lower(first_name || ' ' || last_name || ' ' || email || ' ' || external_id), '[\\s,;''’]+'), '')));
CREATE INDEX ix_partner_name ON network.partner (name, id);
CREATE INDEX ix_partner_parent ON network.partner (parent_id);
`;
