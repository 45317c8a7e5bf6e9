import { useNow } from 'use-intl';
import { api } from '../../api/client.ts';
import { nextDay, type Line } from './cadence.ts';

/** When a line speaks next: planned mails with their moment, or else the day it would. */
export type NextSend = { kind: 'planned'; at: string; count: number } | { kind: 'day'; day: string } | null;

const AHEAD_DAYS = 74;

/** When each line speaks next, from what is planned, the calendar, or its cadence. */
export function useNextSends(): (line: Line) => NextSend {
  const now = useNow();
  const [from, to] = [dateOf(now, 0), dateOf(now, AHEAD_DAYS)];
  const overview = api.useQuery('get', '/api/v1/overview');
  const calendar = api.useQuery('get', '/api/v1/calendar', { params: { query: { from, to } } });
  return ({ slug, status, mode, bricks, weekdays }) => {
    if (status !== 'active' || bricks.published === 0) return null;
    const planned = overview.data?.today.find((one) => one.slug === slug);
    if (planned) return { kind: 'planned', at: planned.firstAt, count: planned.planned };
    if (mode === 'sequence') {
      const day = nextDay(weekdays, from);
      return day === null ? null : { kind: 'day', day };
    }
    const dated = calendar.data?.days.find(({ entries }) =>
      entries.some((e) => e.line === slug && e.state === 'scheduled'),
    );
    // Its date brings a brick up; it leaves on the next day of the line.
    const day = dated && nextDay(weekdays, dated.date);
    return day ? { kind: 'day', day } : null;
  };
}

const dateOf = (now: Date, ahead: number): string => {
  const local = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
};
