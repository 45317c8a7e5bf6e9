import { createRequire } from 'node:module';
import { Refusal, type Reading } from './refusal.js';
import { nearest } from './nearest.rules.js';

const require = createRequire(import.meta.url);
let canonical: Map<string, string> | undefined;

/** An IANA zone or link, in its own spelling whatever the case it was written in: `europe/paris` is `Europe/Paris`. */
export function readTimeZone(text: string): Reading {
  const zone = names().get(text.toLowerCase());
  if (zone !== undefined) return zone;
  const close = nearest(text, names().values());
  return new Refusal(
    `${JSON.stringify(text)} is not a time zone`,
    close ? `did you mean ${close}?` : 'write an IANA name such as Europe/Paris',
  );
}

function names(): Map<string, string> {
  if (canonical) return canonical;
  const { zones, links } = require('moment-timezone/data/packed/latest.json') as { zones: string[]; links: string[] };
  const all = [...zones.map((packed) => packed.split('|')[0]!), ...links.map((link) => link.split('|')[1]!)];
  return (canonical = new Map(all.map((name) => [name.toLowerCase(), name])));
}
