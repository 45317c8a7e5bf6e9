import { DAY_NAMES } from '../fields/work-days.rules.js';

/** SQL between what files say of days and hours of work (`mon tue`, `09:00-17:30`) and the columns that hold them. */

const NAMES = `ARRAY[${DAY_NAMES.map((name) => `'${name}'`).join(', ')}]`;

/** Names of ISO weekdays. @param column a smallint[]. */
export const dayNames = (column: string): string =>
  `(SELECT string_agg((${NAMES})[d], ' ' ORDER BY d) FROM unnest(${column}) AS d)`;

/** The way back. @param column names with single spaces. */
export const dayNumbers = (column: string): string =>
  `(SELECT array_agg(array_position(${NAMES}, d)::smallint ORDER BY array_position(${NAMES}, d)) FROM unnest(string_to_array(${column}, ' ')) AS d)`;

/** @param of the partner or rep. */
export const hoursText = (of: string): string => `${of}.work_from || '-' || ${of}.work_until`;

export const hoursFrom = (column: string): string => `split_part(${column}, '-', 1)`;
export const hoursUntil = (column: string): string => `split_part(${column}, '-', 2)`;
