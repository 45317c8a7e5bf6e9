import type { WorkingDays } from '../rules/cadence.rules.js';
import { workingDays } from '../rules/working-days.rules.js';
import type { WorkingHours } from '../rules/working-hours.rules.js';

/** When some reps work: everything that decides at which instant a line's window opens for them. */
export interface WorkPattern {
  key: string;
  zone: string;
  /** null: not known, or all day and night; then the line's own hours hold. */
  hours: WorkingHours | null;
  /** Whether the weekdays of work are known; if not, only the line's own weekdays are fit to receive what a holiday has moved. */
  knowsWeekdays: boolean;
  isWorkingDay: WorkingDays;
}

/**
 * The key of a rep's work pattern, over r (network.rep) and p (network.partner): time zone, country, region, weekdays, start and end of
 * work. A rep's own days and hours replace the company's. Reps who share a key share their windows, so that a million reps
 * need a few hundred windows and SQL needs no calendar of its own.
 */
export const PATTERN_KEY = `concat_ws('|', r.time_zone, coalesce(p.country, ''), coalesce(p.region, ''),
  coalesce(array_to_string(coalesce(r.work_days, p.work_days), ','), ''), coalesce(r.work_from, p.work_from, ''), coalesce(r.work_until, p.work_until, ''))`;

/** The keys of all active reps, put together once for reps of one company whose own columns are the same. */
export const PATTERNS = `
SELECT DISTINCT ${PATTERN_KEY} AS key
FROM (SELECT DISTINCT partner_id, time_zone, work_days, work_from, work_until FROM network.rep WHERE status = 'active') r
JOIN network.partner p ON p.id = r.partner_id ORDER BY 1`;

/** What a key says. Days are ISO weekdays; public holidays are those of the country and region. */
export function readPattern(key: string): WorkPattern {
  const [zone = 'UTC', country, region, days, at, until] = key.split('|');
  return {
    key,
    zone,
    // Who works around the clock is written to at the line's hour: not at midnight, where a day of work begins that a holiday has moved to.
    hours: at && until && at !== until ? { at, until } : null,
    knowsWeekdays: Boolean(days),
    isWorkingDay: workingDays({ country, region, repWeekdays: days ? days.split(',').map(Number) : null }),
  };
}
