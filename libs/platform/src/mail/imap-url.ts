import { Invalid, type Fault } from '../errors/errors.js';

/** A mailbox from which mail is fetched. */
export interface ImapSource {
  host: string;
  port: number;
  /** `implicit`: TLS from the first byte. `required`: STARTTLS or nothing. `off`: in the clear, for servers on this machine. */
  tls: 'implicit' | 'required' | 'off';
  /** Whether the certificate must be valid for the host. */
  checkCertificate: boolean;
  user: string;
  /** A function so that neither JSON nor a log of this object shows it. */
  pass: () => string;
  mailbox: string;
  /** Where a mail goes once it was taken in; null: it stays and is marked as seen. */
  moveTo: string | null;
}

const OPTIONS = ['move', 'tls', 'certificate'];

/**
 * Reads `imaps://user:pass@host/INBOX?move=Done` (port 993), or `imap://…` (STARTTLS, port 143).
 *
 * Options: `move` to a folder once taken in (default: the mail stays and is marked as seen); `tls`: `required` or `off` (imap only, default
 * `required`); `certificate`: `checked` (default) or `unchecked`.
 *
 * @throws Invalid `imap.url` with every fault. No part of the URL is repeated, it holds a password.
 */
export function parseImapUrl(text: string): ImapSource {
  const faults: Fault[] = [];
  const fault = (where: string, what: string, fix: string) => faults.push({ where, what, fix });
  let url: URL;
  let parts: string[];
  try {
    url = new URL(text);
    parts = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
  } catch {
    throw new Invalid(
      'imap.url',
      'RELAIS_IMAP_URL cannot be read; write imaps://user:password@host/INBOX, special characters percent-encoded',
    );
  }
  const [user = '', pass = '', mailbox = ''] = parts;
  const secure = url.protocol === 'imaps:';
  if (!secure && url.protocol !== 'imap:') fault('protocol', 'is not IMAP', 'begin with imaps:// or imap://');
  if (!url.hostname) fault('host', 'is missing', 'write imaps://user:password@host/INBOX');
  if (!user || !pass) fault('user', 'or password is missing', 'write imaps://user:password@host/INBOX');
  for (const name of new Set(url.searchParams.keys()))
    if (!OPTIONS.includes(name))
      fault('option', `${JSON.stringify(name.slice(0, 40))} is not known`, `use ${OPTIONS.join(', ')}`);
  const tls = url.searchParams.get('tls') ?? 'required';
  if (!['required', 'off'].includes(tls) || (secure && url.searchParams.has('tls')))
    fault('tls', 'is not a choice here', 'use required or off, with imap:// only');
  const certificate = url.searchParams.get('certificate') ?? 'checked';
  if (!['checked', 'unchecked'].includes(certificate))
    fault('certificate', 'is not a choice', 'use checked or unchecked');
  if (faults.length) throw new Invalid('imap.url', 'RELAIS_IMAP_URL has faults:', faults);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    tls: secure ? 'implicit' : (tls as 'required' | 'off'),
    checkCertificate: certificate === 'checked',
    user,
    pass: () => pass,
    mailbox: mailbox || 'INBOX',
    moveTo: url.searchParams.get('move') || null,
  };
}
