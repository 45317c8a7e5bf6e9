import { Invalid } from '../errors/errors.js';
import type { MailAddress } from './address.rules.js';
import { addressHeader, dateHeader, idHeader, linksHeader, textHeader } from './header.rules.js';
import { quotedPrintable, SOFT_BREAK } from './quoted-printable.rules.js';

/** The three texts of a mail, finished but for holes written `{{name}}`. `holes` are the names that may stand in them. */
export interface MailParts {
  subject: string;
  text: string;
  html: string;
  holes: readonly string[];
}

/** What differs from mail to mail apart from the holes. One recipient: there is no way to name a second. */
export interface MailHead {
  /** `<unique@domain>`; the same for every attempt at the same mail. */
  messageId: string;
  date: Date;
  from: MailAddress;
  to: MailAddress;
  replyTo?: MailAddress;
  /** Links of List-Unsubscribe; with a web link the one-click header of RFC 8058 is added. */
  unsubscribe?: readonly string[];
  /** Auto-Submitted (RFC 3834), `auto-generated` when not given. */
  autoSubmitted?: 'auto-generated' | 'auto-replied' | 'no';
  /** Further headers, such as an own reference. None that this code writes, names a recipient or traces a route. */
  headers?: Readonly<Record<string, string>>;
}

/** One value per hole. A subject value must be one line; the others may have several. */
export type MailValues = Readonly<Record<string, string>>;

const HOLE = /\{\{\s*([A-Za-z][A-Za-z0-9_.-]*)\s*\}\}/;
/** Quoted-printable never yields `=_`, so this line cannot occur in a body. */
const BOUNDARY = '=_relais_alternative';
const RESERVED =
  /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|return-path|received|mime-version|content-.*|resent-.*|list-unsubscribe(-post)?|auto-submitted|dkim-signature)$/i;

const PREAMBLE = `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="${BOUNDARY}"\r\n\r\n${part('plain')}`;
const BETWEEN = `\r\n${part('html')}`;
const CLOSE = `\r\n--${BOUNDARY}--\r\n`;

function part(subtype: string): string {
  return `--${BOUNDARY}\r\nContent-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
}

/**
 * Prepares the texts of one template, version and locale once; {@link MailTemplate.render} then fills in a recipient cheaply.
 * @throws Invalid `mail.template` when a text has a hole that is not in `holes`, or the subject has a line break
 */
export function compileMail(parts: MailParts): MailTemplate {
  return new MailTemplate(
    split('subject', parts.subject, parts.holes),
    body(split('text', parts.text, parts.holes)),
    body(split('html', parts.html, parts.holes)),
  );
}

/** Fixed texts and hole names in turn: the even entries are texts, the odd ones names. */
type Segments = readonly string[];

/** A compiled mail. Immutable; keep it as long as its texts stay the same. */
export class MailTemplate {
  constructor(
    private readonly subject: Segments,
    private readonly text: Segments,
    private readonly html: Segments,
  ) {
    textHeader('Subject', subject.join('')); // a template that could never be sent is refused now
  }

  /** The names that {@link render} needs values for. */
  get holes(): string[] {
    return [
      ...new Set([this.subject, this.text, this.html].flatMap((segments) => segments.filter((_, i) => i % 2 === 1))),
    ];
  }

  /**
   * The whole message (RFC 5322) with CRLF line ends: multipart/alternative of text/plain and text/html in quoted-printable.
   * Values are escaped for HTML in the html part only; they are never read as templates.
   * @throws Invalid `mail.value` for a missing value; `mail.header`, `mail.address` for a line break or a bad address in the head
   */
  render(values: MailValues, head: MailHead): Buffer {
    let subject = '';
    for (let i = 0; i < this.subject.length; i++)
      subject += i % 2 ? valueOf(values, this.subject[i]!) : this.subject[i]!;
    const message =
      headers(head, subject) +
      PREAMBLE +
      fill(this.text, values, asIs) +
      BETWEEN +
      fill(this.html, values, escapeHtml) +
      CLOSE;
    return Buffer.from(message, 'latin1'); // all of it is ASCII by now
  }
}

function headers(head: MailHead, subject: string): string {
  let lines =
    addressHeader('From', head.from) +
    addressHeader('To', head.to) +
    (head.replyTo ? addressHeader('Reply-To', head.replyTo) : '') +
    textHeader('Subject', subject) +
    dateHeader('Date', head.date) +
    idHeader('Message-ID', head.messageId);
  if (head.unsubscribe?.length) {
    lines += linksHeader('List-Unsubscribe', head.unsubscribe);
    if (head.unsubscribe.some((link) => /^https?:/.test(link)))
      lines += 'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n';
  }
  lines += `Auto-Submitted: ${head.autoSubmitted ?? 'auto-generated'}\r\n`;
  for (const name in head.headers) {
    if (RESERVED.test(name))
      throw new Invalid('mail.header', `${name} is not a free header; use the field of the mail head made for it`);
    lines += textHeader(name, head.headers[name]!);
  }
  return lines;
}

/** A body is encoded piece by piece: fixed texts here, once; values in {@link fill}. Every piece begins a line of the encoding. */
function body(segments: Segments): Segments {
  return segments.map((segment, i) => (i % 2 ? segment : quotedPrintable(segment)));
}

function fill(segments: Segments, values: MailValues, escape: (value: string) => string): string {
  let out = segments[0]!;
  let last = out;
  for (let i = 1; i < segments.length; i++) {
    const piece = i % 2 ? quotedPrintable(escape(valueOf(values, segments[i]!))) : segments[i]!;
    if (piece === '') continue;
    // Asking `out` itself for its end would make the engine copy all of it for every piece.
    out += atLineStart(last) ? piece : SOFT_BREAK + piece;
    last = piece;
  }
  return out;
}

function atLineStart(before: string): boolean {
  return before === '' || before.endsWith('\n');
}

function valueOf(values: MailValues, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (typeof value !== 'string') throw new Invalid('mail.value', `The mail has no value for {{${name}}}`);
  return value;
}

function split(where: string, text: string, allowed: readonly string[]): Segments {
  const segments = text.split(new RegExp(HOLE, 'g'));
  for (let i = 1; i < segments.length; i += 2) {
    if (!allowed.includes(segments[i]!)) {
      const what = `has {{${segments[i]}}}, which is not filled here`;
      throw new Invalid('mail.template', `The ${where} ${what}`, [
        { where, what, fix: `use one of: ${allowed.join(', ') || 'none'}` },
      ]);
    }
  }
  return segments;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const asIs = (value: string) => value;
/** A text as HTML content or as a quoted attribute value. */
const escapeHtml = (value: string) =>
  /[&<>"']/.test(value) ? value.replace(/[&<>"']/g, (character) => ESCAPES[character]!) : value;
