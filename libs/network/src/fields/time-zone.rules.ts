import { timeZoneNames } from '@relais/platform';
import { nearest } from './nearest.rules.js';
import { Refusal, type Reading } from './refusal.js';

/** `+01:00`, `UTC+1`, `GMT-05:00`: as a name it would mean the same hour in summer and winter. */
const OFFSET = /^(?:utc|gmt)?_?[+-]\d{1,2}(?::?\d{2})?$/;

let byForm: Map<string, string> | undefined;
let byCity: Map<string, string> | undefined;

/**
 * An IANA zone or link, in its own spelling however it was written: `europe/paris` is `Europe/Paris`, `America/New York` is
 * `America/New_York`, `America/São_Paulo` is `America/Sao_Paulo`.
 */
export function readTimeZone(text: string): Reading {
  const form = formOf(text);
  const zone = zones().get(form);
  if (zone !== undefined) return zone;
  return new Refusal(`${JSON.stringify(text.slice(0, 80))} is not a time zone`, () => {
    if (OFFSET.test(form)) return 'write a place, such as Europe/Paris: an offset does not follow summer time';
    const close = cities().get(form.slice(form.lastIndexOf('/') + 1)) ?? nearest(text, zones().values());
    return close ? `did you mean ${close}?` : 'write an IANA name such as Europe/Paris';
  });
}

function formOf(text: string): string {
  const letters = text.slice(0, 80).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return letters.replace(/\s*[/\\]\s*/g, '/').replace(/[\s_]+/g, '_');
}

function zones(): Map<string, string> {
  return (byForm ??= new Map(timeZoneNames().map((name) => [formOf(name), name])));
}

/** What is named by its city alone: of several names of a city, such as `Asia/Istanbul`, the one that is last in the alphabet. */
function cities(): Map<string, string> {
  return (byCity ??= new Map(
    timeZoneNames()
      .filter((name) => name.includes('/'))
      .map((name) => [formOf(name.slice(name.lastIndexOf('/') + 1)), name]),
  ));
}
