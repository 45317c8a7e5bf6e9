import { nameIn } from '../pages/named.rules.js';
import type { Pages } from '../pages/pages.js';

export const BOARD_VIEWS = ['rep', 'partner', 'segment'] as const;
export type BoardKindShown = (typeof BOARD_VIEWS)[number];

/** One page of a board as challenges gives it. */
export interface BoardPage {
  board: { slug: string; name: Record<string, string> | string };
  asOf: Date | string;
  entries: { rank: number; name: Record<string, string> | string | null; points: number }[];
  /** Cursor of the next page, null on the last. */
  next: string | null;
}

/** A board: rank, name, points and a bar per row. `cursor` is the one this page was asked with, null at the top. */
export function renderBoardPage(
  pages: Pages,
  locale: string,
  page: BoardPage,
  by: BoardKindShown,
  cursor: string | null,
): string {
  const t = (key: string) => pages.t(locale, `board.${key}`);
  const name = nameIn(page.board.name, locale);
  const path = `${pages.base}/boards/${encodeURIComponent(page.board.slug)}`;
  const link = (view: BoardKindShown, at: string | null) =>
    `${path}?by=${view}${at ? `&cursor=${encodeURIComponent(at)}` : ''}&lang=${encodeURIComponent(locale)}`;
  // The first row is the longest of its page: bars compare the people one can see.
  const most = Math.max(1, page.entries[0]?.points ?? 1);
  return pages.render(
    'board',
    { locale, title: name, keep: `&by=${by}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}` },
    {
      heading: name,
      asOf: new Date(page.asOf),
      byText: t(capital('by', by)),
      nameHeading: t(by),
      tabs: BOARD_VIEWS.map((view) => ({ href: link(view, null), text: t(capital('by', view)), current: view === by })),
      entries: page.entries.map(({ rank, name: entry, points }) => ({
        rank,
        name: entry === null ? t('unnamed') : nameIn(entry, locale),
        points,
        width: Math.max(0, Math.round((points / most) * 1000) / 10),
        top: rank <= 3,
      })),
      first: cursor ? link(by, null) : '',
      next: page.next ? link(by, page.next) : '',
    },
  );
}

function capital(prefix: string, word: string): string {
  return prefix + word.charAt(0).toUpperCase() + word.slice(1);
}
