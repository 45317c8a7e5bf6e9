/** A header field; the name in lower case, the value unfolded, encoded words left as they are. */
export interface MailHeader {
  name: string;
  value: string;
}

/** A leaf of the MIME tree in reading order, its transfer encoding undone; an attached message stays one raw part. */
export interface MailPart {
  /** Media type in lower case without parameters. */
  type: string;
  text: string;
}

/** A received mail as far as the reading of reports needs it. */
export interface ReceivedMail {
  /** Addresses of the SMTP envelope, when the door knows them. */
  envelopeRecipients: readonly string[];
  headers: readonly MailHeader[];
  parts: readonly MailPart[];
}

/** The first header of that name, or an empty string. */
export function headerOf(mail: { headers: readonly MailHeader[] }, name: string): string {
  return mail.headers.find((header) => header.name === name)?.value ?? '';
}

/** Every value of the headers of that name. */
export function headersOf(mail: { headers: readonly MailHeader[] }, name: string): string[] {
  return mail.headers.filter((header) => header.name === name).map((header) => header.value);
}

/** `name: value` lines up to the first empty line, unfolded. Lines that are no header are passed over: returned mails are often damaged. */
export function parseHeaders(text: string): MailHeader[] {
  const headers: MailHeader[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      if (headers.length > 0) break;
      continue;
    }
    const field = /^([!-9;-~]{1,80})[ \t]{0,8}:[ \t]*(.*)$/.exec(line);
    const last = headers[headers.length - 1];
    if (field) headers.push({ name: field[1]!.toLowerCase(), value: field[2]!.trim() });
    else if (last && /^[ \t]/.test(line)) last.value = `${last.value} ${line.trim()}`.trim();
  }
  return headers;
}
