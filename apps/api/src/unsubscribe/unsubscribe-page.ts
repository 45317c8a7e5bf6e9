import { LONGEST_PAUSE, type PreferencesView } from '@relais/delivery';
import { addDays } from '@relais/platform';
import { nameIn } from '../pages/named.rules.js';
import type { Pages } from '../pages/pages.js';

/** What a request to this page has just done, if anything, or what was wrong with it. */
export interface UnsubscribeStep {
  done: 'stopped' | 'resumed' | 'chosen' | 'paused' | 'goneOn' | null;
  wrong?: 'topic' | 'pause' | 'day';
  /** The day that was typed, to be shown again. */
  day?: string;
}

/** What a rep receives, when they pause, and the way to stop. Looking at it changes nothing. */
export function renderUnsubscribePage(
  pages: Pages,
  view: PreferencesView,
  token: string,
  { done, wrong, day = '' }: UnsubscribeStep = { done: null },
): string {
  const locale = pages.locales.best(view.rep.locale);
  const onDay = (date: string, style: 'weekday' | 'day' = 'weekday'): string =>
    pages.date(new Date(`${date}T00:00:00Z`), locale, 'UTC', style);
  const back = view.pausedUntil === null ? '' : onDay(view.pausedUntil, 'day');
  const t = (key: string, values = {}) => pages.t(locale, `unsubscribe.${key}`, values);
  const heading = t(view.everything ? 'titleStopped' : 'title');
  return pages.render(
    'unsubscribe',
    { locale, title: heading },
    {
      heading,
      name: view.rep.firstName,
      email: view.rep.email,
      done: done ? t(`done.${done}`, { day: back }) : '',
      everything: view.everything,
      lines: view.lines.map(({ slug, name, stopped }) => ({ slug, name: nameIn(name, locale), wanted: !stopped })),
      paused: back ? t('paused', { day: back }) : '',
      pauses: (['week', 'two-weeks'] as const).map((code, i) => ({
        code,
        text: t(`pause.${code}`),
        what: t('pauseUntil', { day: onDay(addDays(view.today, 7 * (i + 1))) }),
      })),
      day,
      first: addDays(view.today, 1),
      last: addDays(view.today, LONGEST_PAUSE),
      wrong: wrong ? t(`wrong.${wrong}`, { last: onDay(addDays(view.today, LONGEST_PAUSE), 'day') }) : '',
      wrongAt: wrong === 'day' ? 'pause-day-date' : wrong === 'pause' ? 'pause-week' : 'stop-all',
      wrongDay: wrong === 'day',
      wrongPause: wrong === 'pause' || wrong === 'day',
      action: `${pages.base}/u/${encodeURIComponent(token)}`,
    },
  );
}
