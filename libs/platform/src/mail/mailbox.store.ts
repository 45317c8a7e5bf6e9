import PostalMime from 'postal-mime';
import { Batcher } from '../batcher/batcher.js';
import { NotFound } from '../errors/errors.js';

/** Runs one statement and gives its rows. */
export type MailboxQuery = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** A caught mail as a list shows it. `ref` is what the sender wrote into the reference header, if anything. */
export interface MailboxEntry {
  id: string;
  to: string;
  subject: string;
  date: Date;
  ref: string | null;
}

/** A caught mail as a person reads it. Header names are in lower case; a header that occurs more than once has one line each. */
export interface MailboxMessage extends MailboxEntry {
  headers: Record<string, string>;
  text: string;
  html: string;
}

interface Kept {
  recipient: string;
  subject: string;
  ref: string | null;
  raw: Buffer;
}

interface Row {
  id: string;
  recipient: string;
  subject: string;
  received_at: Date;
  ref: string | null;
  raw: Buffer;
}

/** What the mailbox keeps: it is for looking at, not an archive. */
export const MAILBOX_KEEPS = { days: 30, mails: 50_000 } as const;
/** Rows a statement deletes at most, so that it never holds up the mails that come in. */
const PRUNED_AT_ONCE = 5_000;

const COLUMNS = 'id::text AS id, recipient, subject, received_at, ref';

/** The mails that were caught instead of delivered, in `platform.mailbox_message`. */
export class MailboxStore {
  private readonly inserts = new Batcher<Kept, void>((batch) => this.insert(batch), { max: 200 });

  /** @param refHeader header that holds the reference, such as X-Reference */
  constructor(
    private readonly query: MailboxQuery,
    private readonly refHeader: string,
  ) {}

  /** Keeps a mail as it came; resolves once it is committed. Mails that come meanwhile share one statement. */
  async keep(raw: Buffer, envelope: { to: string }): Promise<void> {
    const end = raw.indexOf('\r\n\r\n');
    const head = await PostalMime.parse(raw.subarray(0, end < 0 ? raw.length : end + 4));
    const ref = head.headers.find(({ key }) => key === this.refHeader.toLowerCase())?.value;
    return this.inserts.submit({
      recipient: storable(envelope.to),
      subject: storable(head.subject ?? ''),
      ref: ref === undefined ? null : storable(ref),
      raw,
    });
  }

  /** Newest first, at most `limit` (1 to 500); `before` is the id of the last entry of the page before. */
  async list({ limit, before, to }: { limit: number; before?: string; to?: string }): Promise<MailboxEntry[]> {
    const rows = await this.query<Omit<Row, 'raw'>>(
      `SELECT ${COLUMNS} FROM platform.mailbox_message m
        WHERE ($2::bigint IS NULL OR m.id < $2) AND ($3::text IS NULL OR recipient = $3)
        ORDER BY m.id DESC LIMIT $1`,
      [Math.min(Math.max(Math.trunc(limit), 1), 500), before === undefined ? null : idOf(before), to ?? null],
    );
    return rows.map(entry);
  }

  /** @throws NotFound `mailbox.message` */
  async read(id: string): Promise<MailboxMessage> {
    const row = await this.find(id);
    const mail = await PostalMime.parse(row.raw);
    const headers: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const { key, value } of mail.headers)
      headers[key] = headers[key] === undefined ? value : `${headers[key]}\n${value}`;
    return { ...entry(row), headers: { ...headers }, text: mail.text ?? '', html: mail.html ?? '' };
  }

  /** The source of a mail, byte for byte. @throws NotFound `mailbox.message` */
  async raw(id: string): Promise<Buffer> {
    return (await this.find(id)).raw;
  }

  /** Deletes mails beyond `MAILBOX_KEEPS`, the oldest first. @returns how many. */
  async prune({ days, mails }: { days: number; mails: number } = MAILBOX_KEEPS): Promise<number> {
    let total = 0;
    for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE; total += gone) {
      const rows = await this.query(
        `DELETE FROM platform.mailbox_message WHERE id IN (
           SELECT m.id FROM platform.mailbox_message m
            WHERE m.received_at < now() - make_interval(days => $1)
               OR m.id <= (SELECT k.id FROM platform.mailbox_message k ORDER BY k.id DESC OFFSET $2 LIMIT 1)
            ORDER BY m.id LIMIT $3) RETURNING 1`,
        [days, mails, PRUNED_AT_ONCE],
      );
      gone = rows.length;
    }
    return total;
  }

  private async find(id: string): Promise<Row> {
    const [row] = await this.query<Row>(`SELECT ${COLUMNS}, raw FROM platform.mailbox_message WHERE id = $1`, [
      idOf(id),
    ]);
    if (!row) throw missing(id);
    return row;
  }

  private async insert(batch: Kept[]): Promise<void[]> {
    // One statement for all that came while the last one ran; ids in the order of arrival.
    await this.query(
      `INSERT INTO platform.mailbox_message (recipient, subject, ref, raw)
       SELECT recipient, subject, ref, raw
         FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS t (recipient, subject, ref, raw, n)
        ORDER BY n`,
      [batch.map((m) => m.recipient), batch.map((m) => m.subject), batch.map((m) => m.ref), batch.map((m) => m.raw)],
    );
    return batch.map(() => undefined);
  }
}

function entry({ id, recipient, subject, received_at, ref }: Omit<Row, 'raw'>): MailboxEntry {
  return { id, to: recipient, subject, date: received_at, ref };
}

function idOf(id: string): string {
  if (!/^[1-9]\d{0,17}$/.test(id)) throw missing(id);
  return id;
}

function missing(id: string): NotFound {
  return new NotFound('mailbox.message', `The mailbox has no message ${JSON.stringify(id.slice(0, 40))}`);
}

/** PostgreSQL text has no NUL; half a character would become U+FFFD anyway. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}
