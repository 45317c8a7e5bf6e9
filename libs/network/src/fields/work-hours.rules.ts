import { Refusal, type Reading } from './refusal.js';

const FIX = 'write start and end, such as 09:00-17:30';
const PREAMBLE = /^(?:de|from)\s+/;
const TO = /\s*(?:[-–—−]|\s(?:à|a|to|until|till)\s)\s*/;
const TIME = /^(\d{1,2})(?:\s*[:h.]\s*(\d{2})?)?\s*(am|pm)?$/;

/** Nobody works longer without a break: `9-5` is five in the afternoon, and is asked back rather than read as a night. */
const LONGEST_MINUTES = 16 * 60;
const DAY_MINUTES = 24 * 60;

/**
 * Start and end of work as `HH:MM-HH:MM`, local time: `9-18`, `9h–17h30`, `9am to 5.30pm`. An end that is not after the start is on
 * the next day (`22-6`); `0-24`, kept as `00:00-00:00`, is all day.
 */
export function readWorkHours(text: string): Reading {
  const given = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').replace(PREAMBLE, '');
  const [from, until, more] = given.split(TO).map(minutesOf);
  const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  if (typeof from !== 'number' || typeof until !== 'number' || more !== undefined || from === DAY_MINUTES)
    return new Refusal(`${shown} is not a start and an end of work`, FIX);
  const length = (until - from + DAY_MINUTES) % DAY_MINUTES;
  const allDay = from === 0 && until % DAY_MINUTES === 0;
  if (length === 0 && !allDay) return new Refusal(`${shown} ends when it starts`, `${FIX}; all day is 0-24`);
  if (length > LONGEST_MINUTES && !allDay) {
    const meant = until < from && until <= DAY_MINUTES / 2 ? until + DAY_MINUTES / 2 : null;
    const hours = Math.round(length / 60);
    return new Refusal(
      `${shown} is ${hours} hours of work`,
      meant !== null && meant > from ? `did you mean ${clock(from)}-${clock(meant)}?` : FIX,
    );
  }
  return `${clock(from)}-${clock(until)}`;
}

/** Minutes since midnight, or null: `9`, `9h`, `9h30`, `09:00`, `9.30`, `5pm`. */
function minutesOf(time: string): number | null {
  const [all, hours, minutes = '0', half] = TIME.exec(time.trim()) ?? [];
  if (all === undefined) return null;
  let hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  const total = hour * 60 + Number(minutes);
  return Number(minutes) > 59 || total > DAY_MINUTES ? null : total;
}

function clock(minutes: number): string {
  const ofDay = minutes % DAY_MINUTES;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
