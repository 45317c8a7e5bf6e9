import type { DeliveryOverview } from '@relais/delivery';
import { nameIn } from '../pages/named.rules.js';
import type { Pages } from '../pages/pages.js';

/** Doors the home page shows beside the lines. */
export interface HomeDoors {
  mailbox: boolean;
  boards: { slug: string; name: Record<string, string> | string }[];
}

/** The states in the order a delivery goes through them; those with nothing in them are left out. */
const STATES = ['planned', 'claimed', 'sending', 'accepted', 'refused', 'held', 'suppressed', 'cancelled', 'expired'];

/** What Relais is, what runs now, where to look. Counts only: nothing about one person. */
export function renderHomePage(pages: Pages, locale: string, overview: DeliveryOverview, doors: HomeDoors): string {
  const t = (key: string, values?: Record<string, string>) => pages.t(locale, key, values);
  const number = (value: number) => pages.number(value, locale);
  const query = `?lang=${encodeURIComponent(locale)}`;
  const gauge = (key: string, part: number, whole: number) => ({
    text: t(`home.${key}`),
    figure: whole > 0 ? t('home.figure', { part: number(part), whole: number(whole) }) : number(0),
    width: whole > 0 ? Math.min(100, Math.round((part / whole) * 1000) / 10) : 0,
  });
  return pages.render(
    'home',
    { locale, title: `${t('brand')}: ${t('home.title')}`, wide: true, keep: '' },
    {
      nextAt: overview.next?.at ?? null,
      nextCount: overview.next?.count ?? 0,
      lines: overview.lines.map((line) => ({
        name: nameIn(line.name, locale),
        enrolled: line.enrolled,
        gauges: [
          gauge('sent', line.accepted, line.accepted + line.planned),
          gauge('answered', line.answered, line.accepted),
          gauge('right', line.correct, line.graded),
        ],
      })),
      states: STATES.filter((state) => overview.states[state]).map((state) => ({
        text: t(`state.${state}`),
        count: overview.states[state],
      })),
      doors: [
        { href: `${pages.base}/app`, text: t('home.console') },
        { href: `${pages.base}/inbox`, text: t('home.inbox') },
        ...(doors.mailbox ? [{ href: `${pages.base}/mailbox${query}`, text: t('home.mailbox') }] : []),
        ...doors.boards.map(({ slug, name }) => ({
          href: `${pages.base}/boards/${encodeURIComponent(slug)}${query}`,
          text: t('home.board', { name: nameIn(name, locale) }),
        })),
        { href: `${pages.base}/api/docs`, text: t('home.docs') },
        { href: `${pages.base}/readyz`, text: t('home.health') },
      ],
    },
  );
}
