import { noticeParagraphs, type AnswerOutcome, type AnswerView, type Notice } from '@relais/delivery';
import type { Pages } from '../pages/pages.js';
import { webAddress } from '../pages/web-address.rules.js';
import { frameOf, letterOf, nextLink, whoOf, type BrickPage, type NextBrick } from './brick-page.js';

/** Where the rep stands in one challenge. */
export interface StandingShown {
  /** Address of the board below the base, such as `/boards/winter-sprint`. */
  path: string;
  name: string;
  points: number;
  /** Null while the rep has no place on the board. */
  rank: number | null;
  of: number;
}

/** What is known after the answer beside the answer itself. */
export interface AfterAnswer {
  /** Points this answer brought, over all challenges; null when scoring has not been reached. */
  won: number | null;
  /** true: the points are still to come. */
  pending: boolean;
  standings: StandingShown[];
  next: NextBrick | null;
}

type Tone = 'right' | 'wrong' | 'noted';

/** The page after the answer: right or wrong in words and sign, every option marked, why, what to read, points, what is next. */
export function renderResultPage(
  pages: Pages,
  view: AnswerView,
  outcome: AnswerOutcome,
  page: BrickPage,
  after: AfterAnswer,
): string {
  const tone: Tone = outcome.correct === null ? 'noted' : outcome.correct ? 'right' : 'wrong';
  const locale = pages.locales.best(view.rep.locale);
  const verdict = pages.t(
    locale,
    `result.verdict.${tone === 'noted' ? (view.kind === 'quiz' ? 'poll' : view.kind) : tone}`,
  );
  const frame = frameOf(pages, view, page, `${verdict} ${view.title}`);
  return pages.render('result', frame, {
    ...whoOf(pages, view, locale),
    tone,
    verdict,
    again: outcome.fresh
      ? ''
      : pages.t(locale, 'result.again', { date: pages.date(outcome.answeredAt, locale, page.zone, 'moment') }),
    lead: tone === 'wrong' ? pages.t(locale, 'result.leadWrong') : '',
    won: after.won ? pages.t(locale, 'result.won', { count: after.won }) : '',
    notice: view.notice && noticeShown(pages, locale, view.notice),
    heading: view.title,
    bodyHtml: view.bodyHtml,
    marks: view.options.map((option) => markOf(pages, locale, view, outcome, option)),
    said: outcome.text ?? '',
    explanationTitle: pages.t(locale, explanationKey(view)),
    explanationHtml: outcome.explanationHtml ?? '',
    references: view.references.filter(({ url }) => webAddress(url)),
    standings: after.standings.map((standing) => ({
      ...standing,
      place: standing.rank === null ? '' : pages.t(locale, 'result.rank', { rank: standing.rank }),
      of: pages.number(standing.of, locale),
      href: `${pages.base}${standing.path}`,
    })),
    pending: after.pending,
    next: nextLink(pages, after.next),
  });
}

/** What no longer holds, in the words of the note that tells it. */
function noticeShown(pages: Pages, locale: string, notice: Notice) {
  const t = (key: string, values = {}) => pages.t(locale, key, values);
  return {
    title: t(`notice.title.${notice.kind}`),
    paragraphs: [t(`notice.what.${notice.kind}`), ...noticeParagraphs(notice, t)],
    right: notice.right,
    explanationHtml: notice.explanation?.html ?? '',
  };
}

/** How one option looks once the answer is known. The words say what the colour says. */
function markOf(
  pages: Pages,
  locale: string,
  view: AnswerView,
  outcome: AnswerOutcome,
  option: { id: string; html: string },
) {
  const chosen = outcome.choices.includes(option.id);
  const share = outcome.shares?.find(({ id }) => id === option.id)?.share;
  const base = {
    letter: letterOf(option.id),
    html: option.html,
    icon: !chosen && view.multiple ? 'dash' : 'check',
    share: share === undefined ? null : { value: share, width: Math.round(share * 100) },
  };
  const said = (tone: string, key: string) => ({ ...base, tone, tag: key && pages.t(locale, `result.mark.${key}`) });
  if (outcome.correct === null) return chosen ? said('mine', 'yours') : said('', '');
  if (outcome.right.includes(option.id))
    return said('right', chosen ? 'yoursRight' : view.multiple ? 'missed' : 'right');
  return chosen ? said('wrong', 'yoursWrong') : said('', '');
}

function explanationKey(view: AnswerView): string {
  if (view.kind === 'quiz') return 'result.why';
  return view.kind === 'open' ? 'result.model' : 'result.inShort';
}
