import { Invalid } from '../errors/errors.js';

const CR = 13;
const LF = 10;
const DOT = 46;

/**
 * The content of a message as it goes over the wire before the terminating dot (RFC 5321 section 4.5.2): a dot at the start of a line is
 * doubled, the last line ends. The buffer itself is returned when nothing has to change.
 *
 * A bare CR or LF is refused, not mended: servers disagree on whether it ends a line, and that is how one mail is made to look
 * like two.
 * @throws Invalid `mail.lines`
 */
export function wireContent(raw: Buffer): Buffer {
  const dots: number[] = [];
  if (raw[0] === DOT) dots.push(0);
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, at + 1)) {
    if (raw[at - 1] !== CR) throw bareLine(at);
    if (raw[at + 1] === DOT) dots.push(at + 1);
  }
  for (let at = raw.indexOf(CR); at >= 0; at = raw.indexOf(CR, at + 1)) {
    if (raw[at + 1] !== LF) throw bareLine(at);
  }
  const ended = raw[raw.length - 1] === LF;
  if (dots.length === 0 && ended) return raw;
  const pieces: Buffer[] = [];
  let start = 0;
  for (const at of dots) {
    pieces.push(raw.subarray(start, at), Buffer.from('.'));
    start = at;
  }
  pieces.push(raw.subarray(start));
  if (!ended) pieces.push(Buffer.from('\r\n'));
  return Buffer.concat(pieces);
}

function bareLine(at: number): Invalid {
  return new Invalid('mail.lines', `The message has a CR or LF on its own at byte ${at}; lines of a mail end in CRLF`);
}
