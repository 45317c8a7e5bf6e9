import { useFilters } from '../../ui/search-params.ts';
import { addDays, isDay, today } from '../sends/days.ts';

/** Lengths that are one click away, in days. */
export const LENGTHS = ['7', '28', '70'] as const;
export type Length = (typeof LENGTHS)[number];
/** The API takes no longer range. */
export const MOST_DAYS = 75;

export interface Range {
  from: string;
  to: string;
  /** Null: days that were chosen one by one. */
  length: Length | null;
}

/** The days that results are shown of, kept in the address. A length ends today, so a link to it moves with time; chosen days do not. */
export function useRange(): [Range, (change: { days?: Length; from?: string; to?: string }) => void] {
  const [{ days, from, to }, setFilters] = useFilters<'days' | 'from' | 'to'>();
  const change = (next: { days?: Length; from?: string; to?: string }) =>
    setFilters({ days: next.days === '28' ? null : (next.days ?? null), from: next.from ?? null, to: next.to ?? null });
  if (isDay(from) && isDay(to) && from <= to && to < addDays(from, MOST_DAYS))
    return [{ from, to, length: null }, change];
  const length = LENGTHS.find((one) => one === days) ?? '28';
  const end = today();
  return [{ from: addDays(end, 1 - Number(length)), to: end, length }, change];
}

/** The days of a range from the first on which something came, a week at least: what lies before it would be an empty picture. */
export function livelyDays(range: { from: string; to: string }, days: readonly { day: string }[]): string[] {
  const week = addDays(range.to, -6);
  const first = days.reduce((least, { day }) => (day < least ? day : least), week);
  const from = first > range.from ? first : range.from;
  return daysOf({ from, to: range.to });
}

/** Every day of a range. */
export function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
