import { Injectable } from '@nestjs/common';
import { wordingFor, type PublishedBrick } from '@relais/editorial';
import { compileMail, Locales, Templates, type MailTemplate } from '@relais/platform';
import type { Why } from '../answering/answer-view.js';

/** Values that differ from rep to rep; they stand as holes in the compiled mail. */
const HOLES = ['rep.firstName', 'rep.lastName', 'partner.name', 'answerUrl', 'unsubscribeUrl'] as const;

/** Puts a brick into the words and layout of its mail. */
@Injectable()
export class MailWords {
  constructor(
    private readonly templates: Templates,
    private readonly locales: Locales,
  ) {}

  compile(
    brick: PublishedBrick,
    { locale, lineName, why }: { locale: string; lineName: string; why: Why | null },
  ): MailTemplate {
    const { wording } = wordingFor(brick, locale);
    const context = {
      locale,
      line: { name: lineName },
      kind: brick.kind,
      title: wording.title,
      bodyHtml: wording.bodyHtml,
      bodyText: wording.bodyText,
      options: wording.options.map((option) => ({ ...option, letter: option.id.toUpperCase() })),
      multiple: brick.question.multiple,
      references: wording.references,
      video: wording.video,
      firstName: '{{rep.firstName}}',
      answerUrl: '{{answerUrl}}',
      unsubscribeUrl: '{{unsubscribeUrl}}',
      repeatWhy: why ? this.locales.t(locale, `why.${why.code}`, { ...why }) : '',
    };
    return compileMail({
      subject: wording.title,
      html: this.templates.render('mail/brick.html', context),
      text: this.templates.render('mail/brick.text', context),
      holes: HOLES,
    });
  }
}
