import type { AnswerView } from '@relais/delivery';
import type { Pages } from '../pages/pages.js';
import { frameOf, nextLink, whoOf, type BrickPage, type NextBrick } from './brick-page.js';

/** The page of a brick that can no longer be answered: expired, with what that means for the rep, or withdrawn. */
export function renderClosedPage(pages: Pages, view: AnswerView, page: BrickPage, next: NextBrick | null): string {
  const state = view.state === 'withdrawn' ? 'withdrawn' : 'expired';
  const locale = pages.locales.best(view.rep.locale);
  const heading = pages.t(locale, `closed.${state}`);
  return pages.render('closed', frameOf(pages, view, page, heading), {
    ...whoOf(pages, view, locale),
    heading,
    brickTitle: view.title,
    what:
      state === 'withdrawn'
        ? pages.t(locale, 'closed.withdrawnWhat')
        : pages.t(locale, 'closed.expiredWhat', { date: pages.date(view.answerUntil, locale, page.zone, 'day') }),
    reason: view.notice?.reason ?? '',
    policy: state === 'withdrawn' ? '' : pages.t(locale, 'closed.policy'),
    next: nextLink(pages, next),
  });
}
