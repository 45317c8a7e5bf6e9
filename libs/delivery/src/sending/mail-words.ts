import { Injectable } from '@nestjs/common';
import { fillNames, hasVariants, wordingFor, type PublishedBrick } from '@relais/editorial';
import { compileMail, Locales, Templates, type MailTemplate } from '@relais/platform';
import { REPLY_MARKER } from '../inbound/reply/separators.rules.js';
import type { Why } from '../answering/answer-view.js';

/** Values that differ from rep to rep; they stand as holes in the compiled mail. */
const HOLES = ['rep.firstName', 'rep.lastName', 'partner.name', 'answerUrl', 'unsubscribeUrl'] as const;

/** What a mail of a brick depends on besides its version. */
export interface MailFrame {
  locale: string;
  lineName: string;
  why: Why | null;
  nameless: boolean;
  /** The mail may be answered by replying to it. */
  replies: boolean;
}

/** Puts a brick into the words and layout of its mail. */
@Injectable()
export class MailWords {
  constructor(
    private readonly templates: Templates,
    private readonly locales: Locales,
  ) {}

  /**
   * @param nameless the rep has no first name: sentences that would greet it lose its place, comma included.
   * @param mark put before the subject.
   */
  compile(brick: PublishedBrick, { locale, lineName, why, nameless, replies }: MailFrame, mark = ''): MailTemplate {
    const { wording } = wordingFor(brick, locale);
    const firstName = nameless ? '' : '{{rep.firstName}}';
    const names = { rep: { firstName, lastName: '{{rep.lastName}}' }, partner: { name: '{{partner.name}}' } };
    const title = fillNames(wording.title, names, 'text');
    const context = {
      locale,
      line: { name: lineName },
      kind: brick.kind,
      title,
      bodyHtml: fillNames(wording.bodyHtml, names, 'html'),
      bodyText: fillNames(wording.bodyText, names, 'text'),
      options: wording.options.map((option) => ({ ...option, letter: option.id.toUpperCase() })),
      multiple: brick.question.multiple,
      references: wording.references,
      video: wording.video,
      firstName,
      replyMarker: replies ? REPLY_MARKER : '',
      replyHint: replies ? this.locales.t(locale, `mail.reply.${replyKey(brick)}`) : '',
      answerUrl: '{{answerUrl}}',
      unsubscribeUrl: '{{unsubscribeUrl}}',
      repeatWhy: why ? this.whyAgain(brick, locale, why) : '',
    };
    return compileMail({
      subject: mark ? `${mark} ${title}` : title,
      html: this.templates.render('mail/brick.html', context),
      text: this.templates.render('mail/brick.text', context),
      holes: HOLES,
    });
  }

  private whyAgain(brick: PublishedBrick, locale: string, why: Why): string {
    const reason = this.locales.t(locale, `why.${why.code}`, { ...why });
    return hasVariants(brick) ? `${reason} ${this.locales.t(locale, 'why.other-words')}` : reason;
  }
}

/** What a reply to this mail may hold, as a key of `mail.reply.`. */
function replyKey({ kind, question }: PublishedBrick): string {
  if (kind === 'open') return 'open';
  if (kind === 'info' || kind === 'video') return 'read';
  return question.multiple ? 'several' : 'one';
}
