import { Injectable } from '@nestjs/common';
import { askedAs, BrickVersions, variantAt, wordingFor, type PublishedBrick } from '@relais/editorial';
import { Clock, REF_HEADER, type MailTemplate } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import type { Why } from '../answering/answer-view.js';
import { MailWords } from './mail-words.js';
import { OwnAddresses } from './own-addresses.js';

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

/** Writes mails: the template is compiled once per version, language and reason, and only filled in per rep. */
@Injectable()
export class MailComposer {
  private readonly compiled = new LRUCache<string, MailTemplate>({ max: 2_000 });

  constructor(
    private readonly clock: Clock,
    private readonly words: MailWords,
    private readonly versions: BrickVersions,
    private readonly addresses: OwnAddresses,
  ) {}

  /** The envelope's sender of this mail. */
  senderOf(mail: MailToSend): string {
    return this.addresses.envelopeFrom(mail.id);
  }

  /** Reads the versions of a batch once, so that composing is pure work. */
  async prepare(mails: MailToSend[]): Promise<Map<number, PublishedBrick>> {
    return this.versions.read([...new Set(mails.map((m) => m.versionId))]);
  }

  /** The finished message, CRLF lines. The same delivery has the same Message-ID at every attempt. */
  compose(mail: MailToSend, bricks: Map<number, PublishedBrick>): Buffer {
    const brick = askedAs(bricks.get(mail.versionId)!, mail.occurrence);
    const unsubscribeUrl = this.addresses.unsubscribeUrl(mail.id);
    const replyTo = this.addresses.replyTo(mail);
    const values = {
      'rep.firstName': mail.firstName,
      'rep.lastName': mail.lastName,
      'partner.name': mail.partnerName,
      answerUrl: this.addresses.answerUrl(mail),
      unsubscribeUrl,
    };
    return this.template(mail, brick).render(values, {
      messageId: this.addresses.messageId(mail.id),
      date: this.clock.now(),
      from: this.addresses.from,
      ...(replyTo && { replyTo }),
      to: { name: `${mail.firstName} ${mail.lastName}`.trim(), address: mail.email },
      unsubscribe: [unsubscribeUrl],
      headers: { [REF_HEADER]: mail.id },
    });
  }

  private template(mail: MailToSend, brick: PublishedBrick): MailTemplate {
    const { locale } = wordingFor(brick, mail.locale);
    const why = mail.occurrence > 0 ? mail.why : null;
    const nameless = mail.firstName === '';
    const variant = variantAt(mail.occurrence, brick.question.variants?.length ?? 0);
    const key = `${nameless} ${mail.versionId} ${variant} ${locale} ${mail.locale} ${mail.lineName[mail.locale] ?? ''} ${why ? JSON.stringify(why) : ''}`;
    let template = this.compiled.get(key);
    if (!template) {
      const replies = this.addresses.takesReplies;
      template = this.words.compile(brick, { locale: mail.locale, lineName: nameOf(mail), why, nameless, replies });
      this.compiled.set(key, template);
    }
    return template;
  }
}

const nameOf = (mail: MailToSend): string =>
  mail.lineName[mail.locale] ??
  mail.lineName[mail.locale.split('-')[0]!] ??
  mail.lineName[mail.lineLocale] ??
  mail.lineSlug;
