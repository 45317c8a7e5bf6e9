import { withWindowsCharacters } from '@relais/platform';
import PostalMime, { type Address, type Email, type Mailbox } from 'postal-mime';
import { unflowed } from './reply/flowed-text.rules.js';
import { textOfHtml } from './reply/html-text.rules.js';

/** A name, possibly empty, and an address as they stand in a header. */
export interface Correspondent {
  name: string;
  address: string;
}

export interface InboundAttachment {
  filename: string | null;
  /** Media type in lower case without parameters. */
  type: string;
  bytes: number;
  inline: boolean;
}

/** A leaf of the MIME tree that holds text; an attached message or delivery report stays one part, unread. */
export interface InboundPart {
  type: string;
  text: string;
}

/**
 * What could not be read.
 * - `too-large`: more bytes or lines than allowed, only the headers were read. - `text-too-long`: the text was cut at its limit.
 * - `unreadable`: damaged or hostile; what is given may be incomplete.
 */
export type MessageFault = 'too-large' | 'text-too-long' | 'unreadable';

/** A received mail, read as far as Relais needs it. */
export interface InboundMessage {
  /** By name in lower case, every value in order, unfolded; encoded words as they are. */
  headers: ReadonlyMap<string, readonly string[]>;
  from: Correspondent | null;
  /** To and Cc. */
  to: Correspondent[];
  subject: string;
  /** The text as the person's program sent it, or the text of the HTML when there is none. LF lines; may be empty. */
  text: string;
  /** The text was made from HTML: every quote mark in it is the program's. */
  fromHtml: boolean;
  attachments: InboundAttachment[];
  /** Text parts in order: what the reading of bounces and complaints needs. */
  parts: InboundPart[];
  fault: MessageFault | null;
}

export interface MessageLimits {
  bytes: number;
  /** Lines; a parser needs memory for each, so that a mail of line ends alone would fill it. */
  lines: number;
  /** Characters of the text, and of each text part. */
  characters: number;
}

const LIMITS: MessageLimits = { bytes: 25 * 1024 * 1024, lines: 600_000, characters: 1_000_000 };
const MOST_HTML = 4_000_000;
/** No line of a header is longer (RFC 5322, section 2.1.1). */
const MOST_SUBJECT = 998;
const MOST_HEAD_BYTES = 256 * 1024;
const decoder = new TextDecoder('utf-8');

/** Reads a raw mail (RFC 5322, MIME). Never throws: what is wrong with it stands in `fault`. */
export async function readMessage(raw: Buffer, limits: Partial<MessageLimits> = {}): Promise<InboundMessage> {
  const { bytes, lines, characters } = { ...LIMITS, ...limits };
  if (raw.length > bytes || hasMoreLines(raw, lines)) return { ...(await readHead(raw)), fault: 'too-large' };
  try {
    const source = sourceOf(raw);
    // Attached messages stay attachments: words of a forwarded mail are not the sender's.
    const email = await PostalMime.parse(source.flow ? fixed(raw) : raw, { forceRfc822Attachments: true });
    return toMessage(email, source, characters);
  } catch {
    return { ...(await readHead(raw)), fault: 'unreadable' };
  }
}

function hasMoreLines(raw: Buffer, most: number): boolean {
  let count = 0;
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

async function readHead(raw: Buffer): Promise<InboundMessage> {
  const head = raw.subarray(0, MOST_HEAD_BYTES);
  const ends = ['\r\n\r\n', '\n\n'].map((end) => head.indexOf(end)).filter((at) => at >= 0);
  try {
    return toMessage(
      await PostalMime.parse(head.subarray(0, Math.min(...ends, head.length))),
      { flow: null, alternative: true },
      0,
    );
  } catch {
    const headers = new Map<string, string[]>();
    return {
      headers,
      from: null,
      to: [],
      subject: '',
      text: '',
      fromHtml: false,
      attachments: [],
      parts: [],
      fault: null,
    };
  }
}

function toMessage(email: Email, { flow, alternative }: Source, characters: number): InboundMessage {
  const headers = new Map<string, string[]>();
  for (const { key, value } of email.headers) {
    const values = headers.get(key);
    if (values) values.push(value);
    else headers.set(key, [value]);
  }
  const html = withWindowsCharacters(email.html ?? '');
  const plain = withWindowsCharacters(email.text ?? '');
  // Parts one below the other are joined: as text without the quote marks of the HTML, as HTML with them.
  const fromHtml = html !== '' && (plain.trim() === '' || !alternative);
  let text = fromHtml ? textOfHtml(html.slice(0, MOST_HTML)) : plain.slice(0, characters + 1);
  if (flow && !fromHtml) text = unflowed(text, flow.delSp);
  const long = text.length > characters || html.length > MOST_HTML;
  return {
    headers,
    from: mailboxes([email.from])[0] ?? null,
    to: mailboxes([...(email.to ?? []), ...(email.cc ?? [])]),
    subject: withWindowsCharacters((email.subject ?? '').slice(0, MOST_SUBJECT)),
    text: text.slice(0, characters).replace(/\r\n?/g, '\n'),
    fromHtml,
    attachments: email.attachments.map(({ filename, mimeType, content, disposition, related }) => ({
      filename,
      type: mimeType.toLowerCase(),
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
      inline: related === true || disposition === 'inline',
    })),
    parts: partsOf(email, characters),
    fault: long && characters > 0 ? 'text-too-long' : null,
  };
}

function partsOf(email: Email, characters: number): InboundPart[] {
  const parts: InboundPart[] = [];
  if (email.text) parts.push({ type: 'text/plain', text: email.text });
  if (email.html) parts.push({ type: 'text/html', text: email.html });
  for (const { mimeType, content } of email.attachments) {
    const type = mimeType.toLowerCase();
    if (!/^(?:message|text)\//.test(type)) continue;
    // A character takes at most four bytes.
    const bytes = typeof content === 'string' ? content : new Uint8Array(content).subarray(0, characters * 4);
    parts.push({ type, text: typeof bytes === 'string' ? bytes : decoder.decode(bytes) });
  }
  return parts.map(({ type, text }) => ({ type, text: text.slice(0, characters) }));
}

function mailboxes(addresses: (Address | undefined)[]): Correspondent[] {
  return addresses.flatMap((address) => {
    const boxes: Mailbox[] = !address ? [] : address.group ? address.group : [address];
    return boxes.map((box) => ({ name: box.name, address: box.address })).filter((box) => box.address !== '');
  });
}

interface Source {
  /** The text is format=flowed. */
  flow: { delSp: boolean } | null;
  /** Text and HTML say the same. */
  alternative: boolean;
}

const FLOWED = /^(content-type:[ \t]*text\/plain\b(?:[^\r\n]|\r?\n[ \t]){0,300}?format[ \t]*=[ \t]*"?)flowed/gim;
const DEL_SP = /delsp[ \t]*=[ \t]*"?yes/i;

function sourceOf(raw: Buffer): Source {
  const text = raw.toString('latin1');
  const [hit] = text.match(FLOWED) ?? [];
  return { flow: hit ? { delSp: DEL_SP.test(text) } : null, alternative: /multipart\/alternative/i.test(text) };
}

/** The parser joins flowed lines across quote depths, which glues an answer to the quoted line above it: `unflowed` does it instead. */
function fixed(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('latin1').replace(FLOWED, '$1fixed '), 'latin1');
}
