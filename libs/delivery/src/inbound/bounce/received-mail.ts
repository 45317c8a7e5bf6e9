import PostalMime from 'postal-mime';
import type { ReceivedMail } from './received-mail.rules.js';

const decoder = new TextDecoder('utf-8');

/** Parses a raw mail into what the reading of reports needs. Never throws: a mail too odd to parse becomes one text part. */
export async function receivedMail(raw: Buffer, envelopeRecipients: readonly string[] = []): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const parts = [
    ...(mail.text ? [{ type: 'text/plain', text: mail.text }] : []),
    ...(mail.html ? [{ type: 'text/html', text: mail.html }] : []),
    ...mail.attachments.map(({ mimeType, content }) => ({
      type: mimeType.toLowerCase(),
      text: typeof content === 'string' ? content : decoder.decode(content),
    })),
  ];
  return { envelopeRecipients, headers: mail.headers.map(({ key, value }) => ({ name: key, value })), parts };
}
