import type { AnswerView } from '@relais/delivery';
import type { Pages } from '../pages/pages.js';
import { webAddress } from '../pages/web-address.rules.js';
import { frameOf, letterOf, whoOf, type BrickPage } from './brick-page.js';

/** What the visitor has chosen or typed so far, and what was wrong with it. */
export interface AnswerDraft {
  choices: string[];
  text: string | null;
  /** Stable code of the refusal, such as `answer.choice-missing`; null when nothing was handed in yet. */
  fault: string | null;
}

export const NO_DRAFT: AnswerDraft = { choices: [], text: null, fault: null };

/**
 * The page that asks: whose answer this is, the brick, the choices, one button. Shows nothing of the key, whatever the view
 * holds. `draft.choices` are preselected when they are options of the brick.
 */
export function renderAnswerPage(
  pages: Pages,
  view: AnswerView,
  page: BrickPage,
  draft: AnswerDraft = NO_DRAFT,
): string {
  const frame = frameOf(pages, view, page, view.title);
  const { locale } = frame;
  const choosing = view.kind === 'quiz' || view.kind === 'poll';
  const max = view.maxLength ?? 0;
  const error = draft.fault && {
    message: errorMessage(pages, locale, draft, max),
    target: choosing ? `choice-${view.options[0]?.id ?? ''}` : 'text',
  };
  const told = view.kind === 'info' || view.kind === 'video';
  return pages.render(
    'answer',
    { ...frame, title: error ? `${pages.t(locale, 'answer.error.prefix')} ${view.title}` : view.title },
    {
      ...whoOf(pages, view, locale),
      kindLabel: pages.t(locale, `kind.${view.kind}`),
      heading: view.title,
      bodyHtml: view.bodyHtml,
      repeatWhy: view.repeat ? whyAgain(pages, locale, view.repeat) : '',
      video: view.video && webAddress(view.video.url) ? view.video : null,
      action: `${pages.base}${page.action ?? `/a/${encodeURIComponent(page.token)}`}`,
      legend: pages.t(locale, legendKey(view)),
      inputType: view.multiple ? 'checkbox' : 'radio',
      many: view.multiple,
      options: choosing ? optionsOf(view, draft.choices) : null,
      text: view.kind === 'open' ? { value: draft.text ?? '', max } : null,
      error: error || null,
      button: pages.t(locale, buttonKey(view)),
      note: pages.t(locale, told ? 'answer.noteRead' : 'answer.note'),
      until: pages.date(view.answerUntil, locale, frame.zone, 'day'),
      // The reference answers a question, so it waits for the answer; of a text to read it is part.
      references: told ? view.references.filter(({ url }) => webAddress(url)) : [],
    },
  );
}

function whyAgain(pages: Pages, locale: string, { why, otherWords }: NonNullable<AnswerView['repeat']>): string {
  const reason = pages.t(locale, `why.${why.code}`, why);
  return otherWords ? `${reason} ${pages.t(locale, 'why.other-words')}` : reason;
}

function optionsOf(view: AnswerView, chosen: string[]): object[] {
  const known = chosen.map((id) => id.toLowerCase());
  // Of two choices a radio group shows the last: which one was meant cannot be told, so none is.
  const shown = view.multiple || new Set(known).size === 1 ? known : [];
  return view.options.map(({ id, html }) => ({
    id,
    html,
    letter: letterOf(id),
    checked: shown.includes(id.toLowerCase()),
  }));
}

function legendKey(view: AnswerView): string {
  if (view.kind === 'poll') return view.multiple ? 'answer.pickPollSeveral' : 'answer.pickPoll';
  return view.multiple ? 'answer.pickSeveral' : 'answer.pickOne';
}

function buttonKey(view: AnswerView): string {
  if (view.kind === 'info') return 'answer.confirmRead';
  if (view.kind === 'video') return 'answer.confirmWatched';
  return 'answer.confirm';
}

function errorMessage(pages: Pages, locale: string, draft: AnswerDraft, max: number): string {
  const key = `answer.error.${(draft.fault ?? '').replace(/^answer\./, '')}`;
  const values = { count: pages.number(draft.text?.length ?? 0, locale), max: pages.number(max, locale) };
  return pages.t(locale, pages.locales.has(locale, key) ? key : 'answer.error.other', values);
}
