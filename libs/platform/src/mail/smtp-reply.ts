/** One whole reply of a server. `text` is one line of printable characters without the code. */
export interface SmtpReply {
  code: number;
  /** Enhanced status (RFC 3463) such as `5.1.1`. */
  enhanced?: string;
  text: string;
  /** The lines of a multi-line reply as they came, without the code. */
  lines: readonly string[];
}

const LONGEST = 64 * 1024;
const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;

/** Puts the bytes of a server together into replies (RFC 5321 section 4.2), however they are cut. */
export class ReplyReader {
  private rest = '';
  private lines: string[] = [];
  private code = '';
  private size = 0;

  /** Whether a reply has begun and not ended. */
  get partial(): boolean {
    return this.rest !== '' || this.lines.length > 0;
  }

  /**
   * @returns the replies that are now complete
   * @throws Error when the server does not speak SMTP or a reply exceeds 64 KB
   */
  read(chunk: Buffer): SmtpReply[] {
    const text = this.rest + chunk.toString('latin1');
    const replies: SmtpReply[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const reply = this.line(text.slice(start, text[end - 1] === '\r' ? end - 1 : end));
      if (reply) replies.push(reply);
      start = end + 1;
    }
    this.rest = text.slice(start);
    if (this.size + this.rest.length > LONGEST) throw new Error('the reply has no end');
    return replies;
  }

  private line(line: string): SmtpReply | undefined {
    const [, code, separator, text = ''] = LINE.exec(line) ?? [];
    if (code === undefined || (this.code !== '' && this.code !== code)) {
      throw new Error(`not an SMTP reply: ${JSON.stringify(printable(line).slice(0, 80))}`);
    }
    this.lines.push(text);
    this.size += line.length;
    if (this.size > LONGEST) throw new Error('the reply has no end');
    if (separator === '-') {
      this.code = code;
      return undefined;
    }
    const lines = this.lines.map(printable);
    const enhanced = /^([245]\.\d{1,3}\.\d{1,3})(?: |$)/.exec(lines[0]!)?.[1];
    this.lines = [];
    this.code = '';
    this.size = 0;
    return { code: Number(code), ...(enhanced && { enhanced }), text: lines.join(' ').slice(0, 1000), lines };
  }
}

/** `250 2.0.0 Ok`: a reply as people read it in a log. */
export function replyLine(reply: SmtpReply): string {
  return reply.text ? `${reply.code} ${reply.text}` : String(reply.code);
}

/** Bytes of a server as text that can go to a log or a table: UTF-8, no control characters. */
function printable(latin1: string): string {
  if (/^[ -~]*$/.test(latin1)) return latin1;
  return Buffer.from(latin1, 'latin1')
    .toString('utf8')
    .replace(/\p{C}+/gu, ' ')
    .trim();
}
