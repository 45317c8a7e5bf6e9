import { Injectable } from '@nestjs/common';
import { BrickVersions, wordingFor, type PublishedBrick } from '@relais/editorial';
import {
  Clock,
  dayOf,
  Env,
  parseSender,
  REF_HEADER,
  SignedLinks,
  type MailAddress,
  type MailTemplate,
} from '@relais/platform';
import { LRUCache } from 'lru-cache';
import type { Why } from '../answering/answer-view.js';
import { MailWords } from './mail-words.js';

/** A claimed delivery with all that its mail says. */
export interface MailToSend {
  id: string;
  fence: number;
  versionId: number;
  occurrence: number;
  attempts: number;
  answerUntil: Date;
  repId: number;
  lineSlug: string;
  lineName: Record<string, string>;
  lineLocale: string;
  why: Why | null;
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  partnerName: string;
}

/** Purposes of the signed links in mails. */
export const ANSWER_LINK = 'answer';
export const PREFERENCES_LINK = 'preferences';

/** Writes mails: the template is compiled once per version, language and reason, and only filled in per rep. */
@Injectable()
export class MailComposer {
  private readonly compiled = new LRUCache<string, MailTemplate>({ max: 2_000 });
  private readonly from: MailAddress;
  private readonly domain: string;

  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly words: MailWords,
    private readonly versions: BrickVersions,
    private readonly links: SignedLinks,
  ) {
    this.from = parseSender(env.RELAIS_MAIL_FROM);
    this.domain = this.from.address.slice(this.from.address.lastIndexOf('@') + 1);
  }

  /** The envelope's sender. */
  get sender(): string {
    return this.from.address;
  }

  /** Reads the versions of a batch once, so that composing is pure work. */
  async prepare(mails: MailToSend[]): Promise<Map<number, PublishedBrick>> {
    return this.versions.read([...new Set(mails.map((m) => m.versionId))]);
  }

  /** The finished message, CRLF lines. The same delivery has the same Message-ID at every attempt. */
  compose(mail: MailToSend, bricks: Map<number, PublishedBrick>): Buffer {
    const brick = bricks.get(mail.versionId)!;
    const id = Number(mail.id);
    const untilDay = dayOf(mail.answerUntil);
    const unsubscribeUrl = `${this.env.publicUrl}/u/${this.links.sign(PREFERENCES_LINK, { id, untilDay: NEVER })}`;
    const values = {
      'rep.firstName': mail.firstName,
      'rep.lastName': mail.lastName,
      'partner.name': mail.partnerName,
      answerUrl: `${this.env.publicUrl}/a/${this.links.sign(ANSWER_LINK, { id, untilDay })}`,
      unsubscribeUrl,
    };
    return this.template(mail, brick).render(values, {
      messageId: `<delivery.${mail.id}@${this.domain}>`,
      date: this.clock.now(),
      from: this.from,
      to: { name: `${mail.firstName} ${mail.lastName}`.trim(), address: mail.email },
      unsubscribe: [unsubscribeUrl],
      headers: { [REF_HEADER]: mail.id },
    });
  }

  private template(mail: MailToSend, brick: PublishedBrick): MailTemplate {
    const { locale } = wordingFor(brick, mail.locale);
    const why = mail.occurrence > 0 ? mail.why : null;
    const nameless = mail.firstName === '';
    const key = `${nameless} ${mail.versionId} ${locale} ${mail.locale} ${mail.lineName[mail.locale] ?? ''} ${why ? JSON.stringify(why) : ''}`;
    let template = this.compiled.get(key);
    if (!template) {
      template = this.words.compile(brick, { locale: mail.locale, lineName: nameOf(mail), why, nameless });
      this.compiled.set(key, template);
    }
    return template;
  }
}

/** The last day a link can name: a wish to stop has no date of expiry. */
const NEVER = 65_535;

const nameOf = (mail: MailToSend): string =>
  mail.lineName[mail.locale] ??
  mail.lineName[mail.locale.split('-')[0]!] ??
  mail.lineName[mail.lineLocale] ??
  mail.lineSlug;
