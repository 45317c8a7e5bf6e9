import type { LocalDate } from '@relais/platform';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** For so long after its hour an evening's mail may still leave, midnight or not. It then counts for the day on which it leaves. */
const EVENING_MS = 6 * HOUR_MS;
/** On a later day a mail leaves within so many hours after the hour it was meant for: nobody is written to at night. */
const OPEN_MS = 8 * HOUR_MS;

/** A mail on its way, and the day it counts for under the cap. */
export interface Dated {
  dueAt: Date;
  localDay: LocalDate;
}

/** Whether the mail's day is over and today's cap must make room for it. @param today the rep's date. */
export function isOverdue({ localDay }: Dated, today: LocalDate): boolean {
  return localDay < today;
}

/** Whether it is still the evening the mail was meant for, though midnight may be over. @param now epoch milliseconds. */
export function isItsEvening({ dueAt }: Dated, now: number): boolean {
  return now - dueAt.getTime() <= EVENING_MS;
}

/** Whether it is about the hour the mail was meant for, on whichever day. */
export function isItsHour({ dueAt }: Dated, now: number): boolean {
  return (now - dueAt.getTime()) % DAY_MS < OPEN_MS;
}

/** Seconds until the mail's hour comes again. */
export function secondsToItsHour({ dueAt }: Dated, now: number): number {
  return Math.ceil((DAY_MS - ((now - dueAt.getTime()) % DAY_MS)) / 1000);
}
