import { Injectable } from '@nestjs/common';
import { dayOf, Env, parseSender, SignedLinks, type MailAddress } from '@relais/platform';
import type { OwnMarks } from '../inbound/bounce/own-reference.rules.js';
import type { ReplyDoor } from '../inbound/reply/reply-address.rules.js';
import { ANSWER_LINK, answerClaim, type Addressed } from './answer-link.rules.js';

/** Purposes of the signed tokens in mails: one made for one of them is worth nothing for another. */
export const PREFERENCES_LINK = 'preferences';
const REPLY_ADDRESS = 'reply';
const BOUNCE_ADDRESS = 'bounce';

/** The last day a token can name: a wish to stop has no date of expiry, and a bounce may come late. */
const NEVER = 65_535;
const OWN_LINK = /\/u\/([0-9a-z]{32})\b/gi;

/** Every address and link by which mails lead back here, made and read in one place. */
@Injectable()
export class OwnAddresses {
  readonly from: MailAddress;
  /** By what a report shows that it is about one of our mails. */
  readonly marks: OwnMarks;
  /** By what a reply shows which mail it answers. */
  readonly replyDoor: ReplyDoor;
  private readonly domain: string;

  constructor(
    private readonly env: Env,
    private readonly links: SignedLinks,
  ) {
    this.from = parseSender(env.RELAIS_MAIL_FROM);
    this.domain = domainOf(this.from.address);
    this.marks = {
      domains: [this.domain, ...(env.RELAIS_BOUNCE_ADDRESS ? [domainOf(env.RELAIS_BOUNCE_ADDRESS)] : [])],
      openToken: (token) => this.idOf(BOUNCE_ADDRESS, token),
    };
    const [mailbox = '', domain] = (env.RELAIS_REPLY_ADDRESS ?? 'answers').split('@');
    this.replyDoor = { mailbox, domains: [...this.marks.domains, ...(domain ? [domain] : [])] };
  }

  /** Whether a mail may be answered by replying to it. */
  get takesReplies(): boolean {
    return this.env.RELAIS_REPLY_ADDRESS !== undefined;
  }

  /** Whether bounces come to addresses that only Relais can make. */
  get signsBounces(): boolean {
    return this.env.RELAIS_BOUNCE_ADDRESS !== undefined;
  }

  /** Whether this address is one that leads here. */
  isOwn(address: string): boolean {
    return this.replyDoor.domains.includes(domainOf(address));
  }

  /** The token of the answer page: with it every route meets the same rules. */
  answerToken(delivery: Addressed): string {
    return this.links.sign(ANSWER_LINK, answerClaim(delivery));
  }

  answerUrl(delivery: Addressed): string {
    return `${this.env.publicUrl}/a/${this.answerToken(delivery)}`;
  }

  unsubscribeUrl(id: string): string {
    return `${this.env.publicUrl}/u/${this.links.sign(PREFERENCES_LINK, { id: Number(id), untilDay: NEVER })}`;
  }

  /** The same for every attempt at the same mail. */
  messageId(id: string): string {
    return `<delivery.${id}@${this.domain}>`;
  }

  /** The Message-ID of a mail that answers a received one. @param unique part of that mail's digest. */
  noteId(unique: string): string {
    return `<note.${unique}@${this.domain}>`;
  }

  /** Whether a Message-ID is one that only our own mails have: a mail of ours has come back to us. */
  isOwnMessage(ids: readonly string[]): boolean {
    return ids.some((id) => {
      const [, domain] = /^\s*<(?:delivery|note)\.[0-9a-z]{1,64}@([^<>\s]+)>\s*$/i.exec(id) ?? [];
      return domain?.toLowerCase() === this.domain;
    });
  }

  /** Where an answer to this mail goes; null: the sender's own address. */
  replyTo({ id, answerUntil }: Addressed): MailAddress | null {
    const claim = { id: Number(id), untilDay: dayOf(answerUntil) };
    const { RELAIS_REPLY_ADDRESS: base } = this.env;
    return base === undefined ? null : { address: tagged(base, this.links.sign(REPLY_ADDRESS, claim)) };
  }

  /** The envelope's sender: where bounces of this mail go. */
  envelopeFrom(id: string): string {
    const { RELAIS_BOUNCE_ADDRESS: base } = this.env;
    return base === undefined
      ? this.from.address
      : tagged(base, this.links.sign(BOUNCE_ADDRESS, { id: Number(id), untilDay: NEVER }));
  }

  /** The delivery of a reply address' token, or null for a token that is not ours. */
  openReplyToken(token: string): string | null {
    return this.idOf(REPLY_ADDRESS, token);
  }

  /** Whether a text holds the stop link of this delivery, as our mail does: whoever shows it has had the mail before them. */
  showsMailOf(id: string, texts: readonly string[]): boolean {
    return texts.some((text) =>
      [...text.matchAll(OWN_LINK)].slice(0, 50).some(([, token]) => this.idOf(PREFERENCES_LINK, token!) === id),
    );
  }

  private idOf(purpose: string, token: string): string | null {
    const claim = this.links.read(purpose, token);
    return claim && String(claim.id);
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const tagged = (base: string, token: string): string => base.replace('@', `+${token}@`);
