import type { InboundMessage } from '../message.js';

/** A received mail as far as the reading of reports needs it. */
export type ReportMail = Pick<InboundMessage, 'headers' | 'subject' | 'text' | 'parts'>;

/** What the SMTP dialogue said, where the door knows it. */
export interface Envelope {
  /** Empty for the null sender `<>`, which reports use; null when unknown. */
  sender: string | null;
  recipients: readonly string[];
}

/** Headers by name in lower case, values in order. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** The first header of that name, or an empty string. */
export function headerOf(headers: Headers, name: string): string {
  return headers.get(name)?.[0] ?? '';
}

/** Every value of the headers of these names. */
export function headersOf(headers: Headers, ...names: readonly string[]): string[] {
  return names.flatMap((name) => headers.get(name) ?? []);
}

/** `name: value` lines up to the first empty line, unfolded. Lines that are no header are passed over: returned mails are often damaged. */
export function parseHeaders(text: string): Headers {
  const headers = new Map<string, string[]>();
  let last: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      if (last) break;
      continue;
    }
    const field = /^([!-9;-~]{1,80})[ \t]{0,8}:[ \t]*(.*)$/.exec(line);
    if (field) {
      const name = field[1]!.toLowerCase();
      last = headers.get(name) ?? [];
      last.push(field[2]!.trim());
      headers.set(name, last);
    } else if (last && /^[ \t]/.test(line)) last[last.length - 1] += ` ${line.trim()}`;
  }
  return headers;
}
