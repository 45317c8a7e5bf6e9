import type { OwnReference } from './bounce-report.rules.js';
import { addressesIn } from './mail-address.rules.js';
import { headersOf, type Envelope, type ReportMail } from './report-mail.rules.js';

/** By what Relais knows its own mails again. */
export interface OwnMarks {
  /** Domains of the Message-IDs and of the bounce addresses this installation uses or has used, in lower case. */
  domains: readonly string[];
  /** The delivery of a bounce token, or null for a token this installation did not make. */
  openToken(token: string): string | null;
}

// Headers in which servers keep the envelope's recipient when the door does not tell it.
const ENVELOPE_HEADERS = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to', 'x-apparently-to', 'to'];

// A delivery's number fits a 64-bit integer.
const NUMBER = '[1-9][0-9]{0,17}';

// The brackets are lost when a report tells the Message-ID in a sentence.
const OUR_MESSAGE_ID = new RegExp(
  `(?<![\\w.+-])delivery\\.(${NUMBER})@([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,8})`,
  'gi',
);

/**
 * The delivery a report is about, by the strongest mark it carries: the token of the bounce address, our Message-ID, our header in the
 * returned mail. The token counts wherever it stands: complaints come to another address and hide the person, but return the mail's sender.
 * Other people's Message-IDs and domains are no marks, so a report about a mail Relais did not send has no delivery.
 * @param returned texts in which the returned mail and the references to it stand.
 */
export function ownReference(
  { headers }: ReportMail,
  returned: readonly string[],
  envelope: Envelope,
  own: OwnMarks,
): OwnReference {
  const deliveryId = byToken([...envelope.recipients, ...headersOf(headers, ...ENVELOPE_HEADERS), ...returned], own);
  if (deliveryId) return { deliveryId, by: 'verp' };
  const references = [...headersOf(headers, 'in-reply-to', 'references'), ...returned];
  for (const text of references) {
    for (const [, id, domain] of text.matchAll(OUR_MESSAGE_ID)) {
      if (own.domains.includes(domain!.toLowerCase())) return { deliveryId: id!, by: 'message-id' };
    }
  }
  // Relays that write a Message-ID of their own (Amazon SES, Exchange Online) leave unknown headers alone.
  for (const text of returned) {
    const header = new RegExp(`^[>| \\t]{0,8}x-relais-delivery:[ \\t]{0,8}(${NUMBER})[ \\t\\r]{0,8}$`, 'im').exec(text);
    if (header && own.domains.length > 0) return { deliveryId: header[1]!, by: 'x-header' };
  }
  return { deliveryId: null, by: null };
}

/** Relays that sign the sender of what they send put `prvs=1234abcdef=` before it (BATV). */
const VERP = /^(?:[a-z0-9]{1,12}=[a-z0-9]{1,40}=)?bounce\+([\w.=-]{1,200})@(.+)$/i;

function byToken(addresses: readonly string[], own: OwnMarks): string | null {
  for (const address of addresses.flatMap(addressesIn)) {
    const verp = VERP.exec(address);
    if (!verp || !own.domains.includes(verp[2]!.toLowerCase())) continue;
    const deliveryId = own.openToken(verp[1]!);
    if (deliveryId) return deliveryId;
  }
  return null;
}
