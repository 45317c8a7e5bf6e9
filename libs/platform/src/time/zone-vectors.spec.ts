import { readFileSync } from 'node:fs';
import { addDays, weekdayOf } from './local-date.rules.js';
import { toInstant, toLocal } from './zones.rules.js';

interface Vectors {
  schedules: {
    id: string;
    tz: string;
    dtstart_not_before: string;
    local_time: string;
    byday: string;
    expected_utc: string[];
  }[];
  transitions: { tz: string; kind: 'gap' | 'overlap'; local: string; expected_utc: string }[];
}

const fixture = new URL('../../../../test/fixtures/timezones/schedules.json', import.meta.url);
const { schedules, transitions } = JSON.parse(readFileSync(fixture, 'utf8')) as Vectors;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

it.each(schedules)('weekly at a wall time: $id', ({ tz, dtstart_not_before, local_time, byday, expected_utc }) => {
  const weekdays = byday.split(',').map((day) => WEEKDAYS.indexOf(day) + 1);
  const instants: string[] = [];
  for (let date = dtstart_not_before.slice(0, 10); instants.length < expected_utc.length; date = addDays(date, 1)) {
    if (!weekdays.includes(weekdayOf(date))) continue;
    instants.push(new Date(toInstant(date, local_time, tz)).toISOString().replace('.000Z', 'Z'));
  }
  expect(instants).toEqual(expected_utc);
  for (const instant of instants) expect(toLocal(Date.parse(instant), tz).time).toBe(local_time);
});

it.each(transitions)('inside a clock change: $tz $kind $local', ({ tz, local, expected_utc }) => {
  expect(toInstant(local.slice(0, 10), local.slice(11, 16), tz)).toBe(Date.parse(expected_utc));
});
