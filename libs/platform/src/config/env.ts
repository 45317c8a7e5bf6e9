import { Expose, plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Matches, Max, Min, ValidateBy, validateSync } from 'class-validator';
import { DomainError, Invalid, type Fault } from '../errors/errors.js';
import { readDkimKeys, type DkimSettings } from '../mail/dkim-keys.js';
import { parseMailRates } from '../mail/gate/mail-rates.js';

const toInt = ({ value }: { value: unknown }) => (value === undefined ? undefined : Number(value));
const toFlag = ({ value }: { value: unknown }) => (value === undefined ? undefined : value === '1');

/** Mail rates that `parseMailRates` can read; the message names the wrong part. */
const IsMailRates = () => {
  const faultOf = (value: unknown): string | undefined => {
    try {
      parseMailRates(String(value));
    } catch (error) {
      return (error as DomainError).details.map(({ where, what, fix }) => `${where} ${what}: ${fix}`).join('; ');
    }
  };
  return ValidateBy({
    name: 'mailRates',
    validator: {
      validate: (value: unknown) => faultOf(value) === undefined,
      defaultMessage: (given) => faultOf(given?.value) ?? '',
    },
  });
};

/**
 * Every setting of Relais, read once from the environment and injected. A new one is a property here and a line in
 * .env.example. Unset values have the default given here or are worked out by `settle`.
 */
export class Env {
  /** Port of the HTTP door. */
  @Expose() @Transform(toInt) @IsInt({ message: 'must be a whole number' }) @Min(0) @Max(65535) PORT = 3000;
  /** Address the HTTP door listens on. */
  @Expose() @Matches(/^[A-Za-z0-9.:_-]+$/, { message: 'must be an address or host name, such as 0.0.0.0' }) HOST =
    '127.0.0.1';
  /** Folder of the embedded database, the secret and the files. */
  @Expose() @Length(1, 4096) RELAIS_DATA_DIR = '.relais';
  /** Address people reach Relais at; links in mails start with it. Default http://localhost:PORT. */
  @Expose()
  @IsOptional()
  @Matches(/^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/, {
    message: 'must be a web address without query, such as https://learn.example.com',
  })
  RELAIS_PUBLIC_URL?: string = undefined;
  /** An outside PostgreSQL 15 or later. Unset: the embedded one. */
  @Expose()
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: 'must start with postgres://' })
  DATABASE_URL?: string = undefined;
  /** A Redis server for the queue. Unset: the queue lives in PostgreSQL. */
  @Expose()
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must start with redis:// or rediss://' })
  REDIS_URL?: string = undefined;
  /** A mail relay. Unset: the built-in mailbox catches every mail. */
  @Expose()
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'must start with smtp:// or smtps://' })
  SMTP_URL?: string = undefined;
  /** Mails a second at most: `relay=50, *=5, acme.example=0.5` (see `parseMailRates`). Unset: no limit. */
  @Expose() @IsOptional() @IsMailRates() RELAIS_MAIL_RATES?: string = undefined;
  /** Sender of every mail: an address, or a name with an address in angle brackets. */
  @Expose()
  @Matches(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, { message: 'must be an address, or Name <address>' })
  RELAIS_MAIL_FROM = 'Relais <relais@localhost.localdomain>';
  /**
   * Keys that sign every mail (DKIM): selector:file, several after commas. The file holds a private key in PEM, RSA or Ed25519.
   * Unset: mails are not signed here; a relay may sign them.
   */
  @Expose()
  @IsOptional()
  @Length(3, 4096, { message: 'must be selector:file, such as relais2026:/etc/relais/dkim.pem' })
  RELAIS_DKIM_KEYS?: string = undefined;
  /** The domain that signs. Unset: the domain of RELAIS_MAIL_FROM. */
  @Expose()
  @IsOptional()
  @Matches(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { message: 'must be a domain in lower case, such as example.com' })
  RELAIS_DKIM_DOMAIN?: string = undefined;
  /**
   * Where answers by mail arrive; each mail then has its own reply address, answers+<token>@<domain>. Unset: mails do not offer it.
   * The local part leaves room for the token within the 64 characters of RFC 5321.
   */
  @Expose()
  @IsOptional()
  @Matches(/^[a-z0-9._-]{1,31}@[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
    message: 'must be an address in lower case, such as answers@reply.example.com',
  })
  RELAIS_REPLY_ADDRESS?: string = undefined;
  /** Where bounces arrive; each mail then has its own envelope sender, bounce+<token>@<domain>. Unset: the address of RELAIS_MAIL_FROM. */
  @Expose()
  @IsOptional()
  @Matches(/^bounce@[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
    message: 'must be bounce@ and a domain in lower case, such as bounce@reply.example.com',
  })
  RELAIS_BOUNCE_ADDRESS?: string = undefined;
  /** Port on which a worker takes mail in by SMTP. Unset: no such door. */
  @Expose()
  @IsOptional()
  @Transform(toInt)
  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(65535)
  RELAIS_INBOUND_SMTP_PORT?: number = undefined;
  /**
   * A mailbox from which a worker fetches mail: imaps://user:password@host/INBOX, with ?move=Folder to put mails away once taken in. Unset: none.
   * See `parseImapUrl` for its options.
   */
  @Expose()
  @IsOptional()
  @Matches(/^imaps?:\/\/\S+$/, { message: 'must start with imaps:// or imap://' })
  RELAIS_IMAP_URL?: string = undefined;
  /** Who may hand in raw mails at POST /api/v1/inbound; at least 32 characters. Unset: no such door. */
  @Expose()
  @IsOptional()
  @Matches(/^[!-~]{32,512}$/, { message: 'must have 32 to 512 printable characters without spaces' })
  RELAIS_INBOUND_SECRET?: string = undefined;
  /**
   * Name by which the mail server in front signs its Authentication-Results headers (its authserv-id). What it says of DMARC, DKIM and SPF
   * then counts for replies that lost their reply address. Unset: only DKIM signatures count, which Relais checks itself.
   */
  @Expose()
  @IsOptional()
  @Matches(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$/, { message: 'must be a name, such as mx.example.com' })
  RELAIS_INBOUND_AUTHSERV?: string = undefined;
  /** An OpenID Connect provider for staff: its issuer address. Unset: e-mail and password only. */
  @Expose()
  @IsOptional()
  @Matches(/^(https:\/\/[^?#\s]+|http:\/\/(localhost|127\.0\.0\.1)([:/][^?#\s]*)?)$/, {
    message: 'must be an https address without query',
  })
  RELAIS_OIDC_ISSUER?: string = undefined;
  /** How Relais is known to that provider. Its redirect address is <public URL>/api/v1/session/oidc/callback. */
  @Expose() @IsOptional() @Length(1, 512) RELAIS_OIDC_CLIENT_ID?: string = undefined;
  /** The secret agreed with that provider. Unset: a public client (PKCE is used either way). */
  @Expose() @IsOptional() @Length(1, 1024) RELAIS_OIDC_CLIENT_SECRET?: string = undefined;
  /** What the button of the sign-in page calls it. */
  @Expose() @Length(1, 60) RELAIS_OIDC_NAME = 'OpenID Connect';
  /** Role of the account made for a verified address that has none. Unset: such a person is refused. */
  @Expose()
  @IsOptional()
  @IsIn(['channel-manager', 'author', 'coach', 'auditor'], {
    message: 'must be channel-manager, author, coach or auditor',
  })
  RELAIS_OIDC_NEW_ACCOUNTS?: string = undefined;
  /** Load the demo network at start. Default: only into an empty embedded database. */
  @Expose() @IsOptional() @IsIn(['0', '1'], { message: 'must be 0 or 1' }) RELAIS_DEMO?: string = undefined;
  /** Signs the links in mails; at least 32 characters. Embedded mode makes one and keeps it in the data folder. */
  @Expose() @IsOptional() @Length(32, 1024, { message: 'must have at least 32 characters' }) RELAIS_SECRET?: string =
    undefined;
  /** Folder of editorial lines, templates and locales. */
  @Expose() @Length(1, 4096) RELAIS_CONTENT_DIR = 'content';
  /** How jobs wake workers: bullmq (PostgreSQL, or Redis with REDIS_URL) or none (the sweep alone finds the work). */
  @Expose() @IsIn(['bullmq', 'none'], { message: 'must be bullmq or none' }) RELAIS_QUEUE: 'bullmq' | 'none' = 'bullmq';
  /** Whose names boards show to people who are not signed in: everyone (short names), or signed-in (nobody's). */
  @Expose()
  @IsIn(['everyone', 'signed-in'], { message: 'must be everyone or signed-in' })
  RELAIS_BOARD_NAMES: 'everyone' | 'signed-in' = 'everyone';
  /** Number of reverse proxies in front; their X-Forwarded-* headers are believed, nobody else's. */
  @Expose() @Transform(toInt) @IsInt({ message: 'must be a whole number' }) @Min(0) @Max(10) RELAIS_TRUST_PROXY = 0;
  /** Print JSON log lines. */
  @Expose() @Transform(toFlag) RELAIS_LOG_JSON: boolean = false;

  get embedded(): boolean {
    return this.DATABASE_URL === undefined;
  }

  /** What signs the mails. */
  get dkim(): DkimSettings {
    return { keys: this.RELAIS_DKIM_KEYS, domain: this.RELAIS_DKIM_DOMAIN, from: this.RELAIS_MAIL_FROM };
  }

  /** Base of every link, without a slash at its end. */
  get publicUrl(): string {
    return (this.RELAIS_PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }
}

const OURS = /^(RELAIS_|DATABASE_URL$|REDIS_URL$|SMTP_URL$|PORT$|HOST$)/;

/**
 * Reads the settings from `source` (empty strings count as unset).
 * @throws Invalid `env.invalid` with one fault per wrong or unknown variable; values are not repeated, they may be secrets.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([key, value]) => OURS.test(key) && value !== undefined && value !== ''),
  );
  const env = plainToInstance(Env, given, { excludeExtraneousValues: true, exposeDefaultValues: true });
  const faults: Fault[] = validateSync(env).map((e) => ({
    where: e.property,
    what: Object.values(e.constraints ?? {}).join('; '),
  }));
  const known = new Set(Object.keys(new Env())); // every property has an initialiser, so all names are there
  for (const key of Object.keys(given)) {
    if (key.startsWith('RELAIS_') && !known.has(key))
      faults.push({ where: key, what: 'is not a setting of Relais', fix: 'see .env.example for the list' });
  }
  if (!env.embedded && env.RELAIS_SECRET === undefined) {
    faults.push({
      where: 'RELAIS_SECRET',
      what: 'is required with DATABASE_URL',
      fix: 'set it to 32 or more random characters, the same for every process',
    });
  }
  if ((env.RELAIS_OIDC_ISSUER === undefined) !== (env.RELAIS_OIDC_CLIENT_ID === undefined)) {
    const where = env.RELAIS_OIDC_ISSUER === undefined ? 'RELAIS_OIDC_ISSUER' : 'RELAIS_OIDC_CLIENT_ID';
    faults.push({ where, what: 'is missing', fix: 'set RELAIS_OIDC_ISSUER and RELAIS_OIDC_CLIENT_ID, or neither' });
  }
  if (env.RELAIS_DKIM_DOMAIN !== undefined && env.RELAIS_DKIM_KEYS === undefined)
    faults.push({
      where: 'RELAIS_DKIM_DOMAIN',
      what: 'signs nothing without RELAIS_DKIM_KEYS',
      fix: 'set both or none',
    });
  if (!faults.length) faults.push(...keyFaults(env));
  if (faults.length) throw new Invalid('env.invalid', 'The environment has faults:', faults);
  return env;
}

/** Key files are read at start, so that a missing one is told then and not by the first mail. */
function keyFaults(env: Env): readonly Fault[] {
  try {
    readDkimKeys(env.dkim);
    return [];
  } catch (error) {
    if (error instanceof Invalid)
      return error.details.length ? error.details : [{ where: 'RELAIS_MAIL_FROM', what: error.message }];
    throw error;
  }
}
