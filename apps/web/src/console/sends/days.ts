/** Days as dates without a zone (`2026-11-23`), as the API counts them: those of the reps. */

/** The reader's today. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whether a text of the address is a day. */
export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** For formatting: the day itself, whatever zone the reader is in. */
export const DAY_ZONE = 'UTC';
export const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);
