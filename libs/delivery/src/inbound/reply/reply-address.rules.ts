import type { InboundMessage } from '../message.js';

/** Where replies come in. */
export interface ReplyDoor {
  /** The name before the token: `answers` in `answers+<token>@mail.example.com` and `<token>@answers.mail.example.com`. */
  mailbox: string;
  /** Domains of the reply addresses and of the Message-IDs `<delivery.<id>@domain>`. */
  domains: readonly string[];
}

/**
 * Which delivery a reply answers.
 * - `token`: the address carries a token. It names one delivery once its signature holds; nobody can make one up.
 * - `message-id`: the headers refer to a mail of ours. Anybody can write that, so the sender must be proven to be the rep.
 * - `none`: nothing of ours, or `several` tokens that contradict each other.
 */
export type FoundDelivery =
  | { by: 'token'; token: string; where: 'envelope' | 'header'; trust: 'signature'; inReplyTo: string | null }
  | { by: 'message-id'; deliveryId: string; where: 'in-reply-to' | 'references'; trust: 'sender'; inReplyTo: string }
  | { by: 'none'; why: 'nothing' | 'several'; inReplyTo: string | null };

const ADDRESS_HEADERS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'to',
  'resent-to',
  'apparently-to',
];
const TOKEN = /^[0-9a-z]{16,64}$/;
const MOST_HEADER = 20_000;
const MOST_VALUES = 20;

/**
 * Finds the delivery that a message answers: by the token in the envelope's recipients, then in the address headers, then by the
 * Message-ID it replies to (some gateways strip the tag of an address).
 */
export function findDelivery(message: InboundMessage, recipients: readonly string[], door: ReplyDoor): FoundDelivery {
  const reference = ownReference(message, door);
  const inReplyTo = reference?.deliveryId ?? null;
  const places = [
    { where: 'envelope' as const, addresses: recipients },
    { where: 'header' as const, addresses: ADDRESS_HEADERS.flatMap((name) => headerAddresses(message, name)) },
  ];
  for (const { where, addresses } of places) {
    const tokens = new Set(addresses.map((address) => tokenIn(address, door)).filter((token) => token !== null));
    if (tokens.size > 1) return { by: 'none', why: 'several', inReplyTo };
    for (const token of tokens) return { by: 'token', token, where, trust: 'signature', inReplyTo };
  }
  if (reference) return { by: 'message-id', ...reference, trust: 'sender', inReplyTo: reference.deliveryId };
  return { by: 'none', why: 'nothing', inReplyTo: null };
}

/** The token in a reply address, in lower case, or null when the address is another one. */
export function tokenIn(address: string, { mailbox, domains }: ReplyDoor): string | null {
  const at = address.lastIndexOf('@');
  if (at <= 0 || address.length > 320) return null;
  const local = address
    .slice(0, at)
    .trim()
    .replace(/^<|^"|"$/g, '')
    .replace(/%2b/gi, '+')
    .toLowerCase();
  const domain = bareDomain(address.slice(at + 1));
  const name = mailbox.toLowerCase();
  const own = domains.map(bareDomain);
  if (own.includes(domain) && local.startsWith(name) && /^[+=_-]$/.test(local[name.length] ?? ''))
    return token(local.slice(name.length + 1));
  return own.some((each) => domain === `${name}.${each}`) ? token(local) : null;
}

const token = (text: string): string | null => (TOKEN.test(text) ? text : null);

const bareDomain = (domain: string): string =>
  domain
    .trim()
    .replace(/[>.\s]+$/, '')
    .toLowerCase();

type Reference = { deliveryId: string; where: 'in-reply-to' | 'references' };

/** The delivery whose Message-ID the message replies to; of several references the last is the nearest. */
function ownReference(message: InboundMessage, { domains }: ReplyDoor): Reference | null {
  const own = domains.map(bareDomain);
  for (const where of ['in-reply-to', 'references'] as const) {
    const text = (message.headers.get(where) ?? []).join(' ').slice(-MOST_HEADER);
    const ids = [...text.matchAll(/<\s*delivery\.(\d{1,18})@([^<>\s]{1,253})\s*>/gi)];
    const ours = ids.filter(([, , domain]) => own.includes(bareDomain(domain!)));
    const deliveryId = ours[ours.length - 1]?.[1];
    if (deliveryId !== undefined) return { deliveryId, where };
  }
  return null;
}

function headerAddresses(message: InboundMessage, name: string): string[] {
  if (name === 'to') return message.to.map(({ address }) => address);
  const values = message.headers.get(name) ?? [];
  const pieces = values.slice(0, MOST_VALUES).flatMap((value) => value.slice(0, MOST_HEADER).split(/[\s<>,;:"]+/));
  return pieces.filter((piece) => piece.includes('@'));
}
