import { timeZoneNames } from '@relais/platform';
import { nearest } from './nearest.rules.js';
import { Refusal, type Reading } from './refusal.js';

let canonical: Map<string, string> | undefined;

/** An IANA zone or link, in its own spelling whatever the case it was written in: `europe/paris` is `Europe/Paris`. */
export function readTimeZone(text: string): Reading {
  const zone = names().get(text.toLowerCase());
  if (zone !== undefined) return zone;
  return new Refusal(`${JSON.stringify(text.slice(0, 80))} is not a time zone`, () => {
    const close = nearest(text, names().values());
    return close ? `did you mean ${close}?` : 'write an IANA name such as Europe/Paris';
  });
}

function names(): Map<string, string> {
  return (canonical ??= new Map(timeZoneNames().map((name) => [name.toLowerCase(), name])));
}
