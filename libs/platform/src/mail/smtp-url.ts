import { hostname } from 'node:os';
import { Invalid, type Fault } from '../errors/errors.js';

/** Where and how to hand over mail. Times in milliseconds. */
export interface SmtpTarget {
  host: string;
  port: number;
  /**
   * `implicit`: TLS from the first byte. `required`: STARTTLS or nothing. `opportunistic`: STARTTLS when offered, without checking
   * whose certificate it is, since without the offer the mail would go in the clear anyway. `off`: never.
   */
  tls: 'implicit' | 'required' | 'opportunistic' | 'off';
  /** Whether the certificate must be valid for the host. */
  checkCertificate: boolean;
  /** Certificates (PEM) of authorities to trust instead of the usual ones. */
  authorities?: string;
  /** The password is a function so that neither JSON nor a log of this object shows it. */
  credentials?: { user: string; pass: () => string };
  /** Connections at once. */
  pool: number;
  /** Mails after which a connection is replaced. */
  messagesPerConnection: number;
  /** The name given in EHLO. */
  name: string;
  timeouts: SmtpTimeouts;
}

/** How long to wait for what, in milliseconds. */
export interface SmtpTimeouts {
  connect: number;
  greeting: number;
  command: number;
  /** Until the content has been taken by the network. */
  content: number;
  /** For the answer to the dot. Giving up early turns mails into ambiguous ones, so this is long (RFC 5321 section 4.5.3.2.6). */
  dot: number;
  /** An unused connection is closed after this. */
  idle: number;
  /** For how long a relay that allows fewer connections than the pool is not asked for more. */
  crowded: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = {
  connect: 15_000,
  greeting: 30_000,
  command: 60_000,
  content: 180_000,
  dot: 600_000,
  idle: 15_000,
  crowded: 2_000,
};

const OPTIONS = ['pool', 'messages', 'tls', 'certificate', 'name', 'timeout'];

/**
 * Reads `smtp://user:pass@host:587?pool=10` or `smtps://…` (TLS from the first byte, port 465).
 *
 * Options: `pool` connections (1-200, default 10); `messages` per connection (default no limit); `tls`: `required`, `opportunistic` or
 * `off` (smtp only; default `required` with a password, else `opportunistic`); `certificate`: `checked` or `unchecked` (default checked where TLS is
 * certain); `name` for EHLO (default this host's); `timeout` for one command in seconds (default 60). The port of smtp:// is 587 with a password, else 25.
 *
 * @throws Invalid `smtp.url` with every fault. No part of the URL is repeated, it holds a password.
 */
export function parseSmtpUrl(text: string): SmtpTarget {
  let url: URL;
  let user: string;
  let pass: string;
  try {
    url = new URL(text);
    user = decodeURIComponent(url.username);
    pass = decodeURIComponent(url.password);
  } catch {
    throw faulty([
      {
        where: 'url',
        what: 'cannot be read as a URL',
        fix: 'write smtp://user:password@host:port and percent-encode special characters of the user and the password (@ is %40, / is %2F, # is %23, % is %25)',
      },
    ]);
  }
  const credentials = user !== '' || pass !== '' ? { user, pass: () => pass } : undefined;
  const faults: Fault[] = [];
  const fault = (where: string, what: string, fix: string) => faults.push({ where, what, fix });
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:') fault('scheme', 'is not smtp or smtps', 'begin with smtp:// or smtps://');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === '') fault('host', 'is missing', 'write smtp://host:port');
  if (url.port === '0') fault('port', 'is 0', 'use the port of the relay, often 587, 465 or 25');
  if (url.pathname !== '' && url.pathname !== '/')
    fault('path', 'means nothing here', 'remove what stands between the port and the ?');
  if (url.hash !== '') fault('fragment', 'means nothing here', 'write # in a password as %23');
  if (credentials && (user === '' || pass === '' || /[\r\n\0]/.test(user + pass))) {
    fault(
      'credentials',
      'need a user and a password on one line each',
      'write smtp://user:password@host or leave both out',
    );
  }

  for (const key of new Set(url.searchParams.keys())) {
    if (!OPTIONS.includes(key))
      fault('options', `${JSON.stringify(key.slice(0, 30))} is not an option`, `use ${OPTIONS.join(', ')}`);
    else if (url.searchParams.getAll(key).length > 1) fault(key, 'is given twice', 'give it once');
  }
  const number = (key: string, fallback: number, most: number) => {
    const value = url.searchParams.get(key);
    if (value === null) return fallback;
    if (!/^\d{1,9}$/.test(value) || Number(value) < 1 || Number(value) > most)
      fault(key, 'is out of range', `use a whole number from 1 to ${most}`);
    return Number(value);
  };
  const choice = <T extends string>(key: string, fallback: T, values: readonly T[]): T => {
    const value = url.searchParams.get(key) as T | null;
    if (value === null) return fallback;
    if (!values.includes(value)) fault(key, 'has an unknown value', `use ${values.join(', ')}`);
    return value;
  };
  const tls = secure
    ? choice('tls', 'implicit', ['implicit'])
    : choice<SmtpTarget['tls']>('tls', credentials ? 'required' : 'opportunistic', [
        'required',
        'opportunistic',
        'off',
      ]);
  if (credentials && tls === 'opportunistic')
    fault('tls', 'opportunistic could send the password in the clear', 'use required, or off on a network you trust');
  const name = url.searchParams.get('name') ?? hostname();
  if (url.searchParams.has('name') && !isEhloName(name))
    fault('name', 'is not a host name', 'use a name like relais.example.com or an address like [192.0.2.1]');
  const target: SmtpTarget = {
    host,
    port: url.port === '' ? (secure ? 465 : credentials ? 587 : 25) : Number(url.port),
    tls,
    checkCertificate:
      choice('certificate', tls === 'opportunistic' ? 'unchecked' : 'checked', ['checked', 'unchecked']) === 'checked',
    ...(credentials && { credentials }),
    pool: number('pool', 10, 200),
    messagesPerConnection: number('messages', Infinity, 1_000_000),
    name: isEhloName(name) ? name : '[127.0.0.1]', // a host may be named in ways that SMTP does not allow
    timeouts: { ...SMTP_TIMEOUTS, command: number('timeout', SMTP_TIMEOUTS.command / 1000, 3600) * 1000 },
  };
  if (faults.length > 0) throw faulty(faults);
  return target;
}

/** The target as it may be logged: `smtp://host:port`, with `***@` for credentials. */
export function describeSmtp(target: SmtpTarget): string {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  return `${target.tls === 'implicit' ? 'smtps' : 'smtp'}://${target.credentials ? '***@' : ''}${host}:${target.port}`;
}

function isEhloName(name: string): boolean {
  return /^(?=.{1,253}$)([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9.:IPv]+\])$/.test(
    name,
  );
}

function faulty(faults: Fault[]): Invalid {
  return new Invalid(
    'smtp.url',
    `The SMTP address has faults: ${faults.map(({ where, what }) => `${where} ${what}`).join('; ')}`,
    faults,
  );
}
