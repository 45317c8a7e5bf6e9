import type { World } from './world.js';

/** Every column of the room that holds a day or an instant; the keys among them are moved in two steps, or rows would meet on their way. */
const KEYED = new Set(['planned_slot.local_day', 'absence.from_day', 'closure.from_day']);

/**
 * Lets days pass: everything that delivery has written down becomes so much older, while the clock, and with it the weekday and the hour,
 * stays where it is.
 */
export async function passDays(world: World, days: number): Promise<void> {
  const columns = await world.query<{ table: string; column: string; date: boolean }>(
    `SELECT table_name AS table, column_name AS column, data_type = 'date' AS date FROM information_schema.columns
     WHERE table_schema = 'delivery' AND data_type IN ('date', 'timestamp with time zone') ORDER BY 1, 2`,
  );
  for (const { table, column, date } of columns) {
    const move = (by: number) =>
      world.query(
        `UPDATE delivery.${table} SET ${column} = ${column} + ${date ? by : `make_interval(days => ${by})`} WHERE ${column} IS NOT NULL`,
      );
    if (KEYED.has(`${table}.${column}`)) {
      await move(100_000);
      await move(-100_000 - days);
    } else await move(-days);
  }
}

/** A time zone in which it is about noon now. */
export const zoneOfNoon = (): string => zoneWhereItIs(12);

/** A time zone whose clocks show this hour now. */
export function zoneWhereItIs(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
