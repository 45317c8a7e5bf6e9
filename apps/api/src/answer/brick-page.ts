import type { AnswerView } from '@relais/delivery';
import type { Pages } from '../pages/pages.js';

/** What the pages of one brick need beyond its view. */
export interface BrickPage {
  token: string;
  /** The rep's time zone, for the dates shown. */
  zone: string;
  /** Where its form posts to, below the base; `/a/<token>` unless given. */
  action?: string;
}

/** The next brick a rep may go on with. */
export interface NextBrick {
  title: string;
  token: string;
}

/** The frame of every page of a brick: the rep's language and zone, the line's name. */
export function frameOf(pages: Pages, view: AnswerView, page: BrickPage, title: string) {
  const locale = pages.locales.best(view.rep.locale);
  return { locale, zone: page.zone, title, line: view.line.name };
}

/** Whose page it is (first name, initial, company), and the brick's language where it is not the page's. */
export function whoOf(pages: Pages, view: AnswerView, locale: string) {
  const { firstName, lastName, partnerName } = view.rep;
  const initial = [...lastName.trim()][0];
  const name = [firstName.trim(), initial && `${initial}.`].filter(Boolean).join(' ');
  return {
    who: { name: name || pages.t(locale, 'answer.someone'), partner: partnerName },
    lang: language(view.locale) === language(locale) ? null : view.locale,
  };
}

export function letterOf(optionId: string): string {
  return optionId.toUpperCase();
}

export function nextLink(pages: Pages, next: NextBrick | null): { title: string; href: string } | null {
  return next && { title: next.title, href: `${pages.base}/a/${encodeURIComponent(next.token)}` };
}

function language(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? tag;
}
