/** What was looked at. */
export type MailCheck =
  | 'sender'
  | 'spf'
  | 'dkim'
  | 'dmarc'
  | 'alignment'
  | 'mx'
  | 'reverse-dns'
  | 'relay'
  | 'tls'
  | 'login'
  | 'unsubscribe'
  | 'message-id';

/** A record as a name server holds it. */
export interface DnsRecord {
  name: string;
  type: 'TXT' | 'MX' | 'PTR';
  value: string;
}

/** What one check found: whether it is as it should be, what it is, and how to mend it. `publish` is the exact record that mends it. */
export interface Finding {
  check: MailCheck;
  /** The name, address or setting it is about. */
  about: string;
  level: 'ok' | 'warning' | 'broken';
  what: string;
  mend?: string;
  publish?: DnsRecord;
}

/** Makes findings of one check about one thing. */
export function findings(check: MailCheck, about: string) {
  const of =
    (level: Finding['level']) =>
    (what: string, mend?: string, publish?: DnsRecord): Finding => ({
      check,
      about,
      level,
      what,
      ...(mend && { mend }),
      ...(publish && { publish }),
    });
  return { ok: of('ok'), warning: of('warning'), broken: of('broken') };
}
