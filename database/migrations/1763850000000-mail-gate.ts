import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands between due mails and the relay: the pause of everything, the state of each relay, and the pace of relay and domains. */
export class MailGate1763850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE platform.mail_pause (                            -- a row means: nothing leaves
  one     boolean NOT NULL DEFAULT true CONSTRAINT pk_mail_pause PRIMARY KEY CONSTRAINT ck_mail_pause_one CHECK (one),
  since   timestamptz NOT NULL DEFAULT now(),
  because text NOT NULL
);
CREATE TABLE platform.relay (
  name          text NOT NULL CONSTRAINT pk_relay PRIMARY KEY,
  troubles      integer NOT NULL DEFAULT 0,                   -- in a row; 0 as soon as the relay speaks SMTP again
  last_trouble  text,
  shut_until    timestamptz,                                  -- nothing is tried before; then one mail
  probing_until timestamptz                                   -- one worker tries that mail
);
CREATE TABLE platform.pace (                                  -- a token bucket
  relay  text NOT NULL,
  domain text NOT NULL,                                       -- '' is the relay itself
  tokens double precision NOT NULL,
  at     double precision NOT NULL,                           -- milliseconds since 1970 by the clock of this database
  CONSTRAINT pk_pace PRIMARY KEY (relay, domain)
);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE platform.pace; DROP TABLE platform.relay; DROP TABLE platform.mail_pause;');
  }
}
