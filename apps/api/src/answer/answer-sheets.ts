import { Injectable } from '@nestjs/common';
import type { AnswerView } from '@relais/delivery';
import { Stencil } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import { Pages } from '../pages/pages.js';

import { renderAnswerPage, type AnswerDraft } from './answer-page.js';
import { frameOf, whoOf, type BrickPage } from './brick-page.js';

type Hole = 'name' | 'partner' | 'token';

/** Nobody is called so, and no template escapes it. */
const MARKS: Record<Hole, string> = { name: 'XqNameQx', partner: 'XqPartnerQx', token: 'XqTokenQx' };
/** Sheets kept, some twenty kilobytes each: a morning's bricks in their languages, with each choice. */
const KEPT = 400;

/**
 * The pages that ask, rendered once for all who are asked the same: what differs from rep to rep is the name, the company and the link.
 * Everything else that is shown is part of what a sheet is kept under, so nobody can be given another's words.
 */
@Injectable()
export class AnswerSheets {
  private readonly kept = new LRUCache<string, Stencil<Hole>>({ max: KEPT });

  constructor(private readonly pages: Pages) {}

  /** The same page as {@link renderAnswerPage} writes, as bytes. */
  fill(view: AnswerView, page: BrickPage, draft: AnswerDraft): Buffer {
    if (draft.fault !== null || draft.text !== null)
      return Buffer.from(renderAnswerPage(this.pages, view, page, draft));
    const { who } = whoOf(this.pages, view, this.pages.locales.best(view.rep.locale));
    const key = this.keyOf(view, page, draft);
    let sheet = this.kept.get(key);
    if (!sheet) this.kept.set(key, (sheet = this.cut(view, page, draft)));
    return sheet.fill({ ...who, token: encodeURIComponent(page.token) });
  }

  private cut(view: AnswerView, page: BrickPage, draft: AnswerDraft): Stencil<Hole> {
    const rep = { ...view.rep, firstName: MARKS.name, lastName: '', partnerName: MARKS.partner };
    return Stencil.cut(renderAnswerPage(this.pages, { ...view, rep }, { ...page, token: MARKS.token }, draft), MARKS);
  }

  /** All that the page shows but for its holes. */
  private keyOf(view: AnswerView, page: BrickPage, { choices }: AnswerDraft): string {
    const { locale, zone } = frameOf(this.pages, view, page, '');
    const until = this.pages.date(view.answerUntil, locale, zone, 'day');
    const { line, kind, title, bodyHtml, options, multiple, maxLength, repeat, video, references } = view;
    const brick = [kind, title, bodyHtml, options, multiple, maxLength, repeat, video, references];
    return JSON.stringify([locale, until, choices, line.name, view.locale, ...brick]);
  }
}
