import type { PreferencesView } from '@relais/delivery';
import { nameIn } from '../pages/named.rules.js';
import type { Pages } from '../pages/pages.js';

/** What a request to this page has just done, if anything. */
export interface UnsubscribeStep {
  done: 'stopped' | 'resumed' | null;
  /** true: the form came back without a choice. */
  nothingChosen?: boolean;
}

/** The page behind the stop link: what is stopped, what can be, and the way back. Looking at it changes nothing. */
export function renderUnsubscribePage(
  pages: Pages,
  view: PreferencesView,
  token: string,
  step: UnsubscribeStep = { done: null },
): string {
  const locale = pages.locales.best(view.rep.locale);
  const line = nameIn(view.line.name, locale);
  const t = (key: string) => pages.t(locale, `unsubscribe.${key}`, { line });
  const all = view.out.includes('all');
  const lineOut = view.out.includes(view.line.slug);
  const otherLines = view.out.filter((topic) => topic !== 'all' && topic !== view.line.slug);
  const choices = [
    ...(all || lineOut ? [] : [{ topic: 'line', text: t('line'), what: t('lineWhat'), checked: !step.nothingChosen }]),
    ...(all ? [] : [{ topic: 'all', text: t('all'), what: t('allWhat'), checked: false }]),
  ];
  const heading = t(all ? 'titleStopped' : 'title');
  return pages.render(
    'unsubscribe',
    { locale, title: heading },
    {
      heading,
      name: view.rep.firstName,
      email: view.rep.email,
      done: step.done === 'stopped' ? t('doneStopped') : step.done === 'resumed' ? t('doneResumed') : '',
      stopped: [
        ...(all ? [t('stoppedAll')] : []),
        ...(lineOut && !all ? [t('stoppedLine')] : []),
        ...(all ? [] : otherLines),
      ],
      choices,
      firstTopic: choices[0]?.topic ?? '',
      error: step.nothingChosen ? t('choose') : '',
      action: `${pages.base}/u/${encodeURIComponent(token)}`,
    },
  );
}
