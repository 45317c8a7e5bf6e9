import type { Fault } from '@relais/platform';
import type { Pages } from './pages.js';

/** What a page of trouble says. */
export interface Message {
  /** Keys of locales: a heading, then its paragraphs. */
  heading: string;
  paragraphs: string[];
  /** What to mend, where the visitor can mend it. */
  faults?: readonly Fault[];
  /** Id under which the fault was logged. */
  reference?: string;
}

/** A friendly page of a few words: a broken link, a page that is not there, a fault of ours. */
export function renderMessagePage(pages: Pages, locale: string, message: Message): string {
  const heading = pages.t(locale, message.heading);
  return pages.render(
    'message',
    { locale, title: heading },
    {
      heading,
      paragraphs: message.paragraphs.map((key) => pages.t(locale, key)),
      faults: (message.faults ?? []).map(({ where, what, fix }) => ({ where, what, fix: fix ?? '' })),
      reference: message.reference ?? '',
    },
  );
}
