import { Refusal, type Reading } from './refusal.js';

/** Days of work as files and the staging table write them, Monday first. */
export const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What people write for each day: English and French, whole or cut to two or three letters, and the number of ISO 8601. */
const SPELLINGS = [
  ['monday', 'mon', 'mo', 'lundi', 'lun', 'lu', '1'],
  ['tuesday', 'tues', 'tue', 'tu', 'mardi', 'mar', 'ma', '2'],
  ['wednesday', 'wed', 'we', 'mercredi', 'mer', 'me', '3'],
  ['thursday', 'thurs', 'thur', 'thu', 'th', 'jeudi', 'jeu', 'je', '4'],
  ['friday', 'fri', 'fr', 'vendredi', 'ven', 've', '5'],
  ['saturday', 'sat', 'samedi', 'sam', 'sa', '6'],
  ['sunday', 'sun', 'su', 'dimanche', 'dim', 'di', '7'],
];
const DAYS = new Map(SPELLINGS.flatMap((words, i) => words.map((word) => [word, i + 1] as const)));
const EVERY_DAY = /^(?:all|daily|every ?day|tous les jours|7\/7|7j\/7)$/;
const FIX = 'write days such as mon-fri, sun-thu or mon tue thu; as numbers, 1 is Monday: 1-5';

/**
 * The weekdays of work, as names from Monday on: `Mon-Fri`, `1-5`, `lundi au vendredi` and `lun,mar,mer,jeu,ven` are all
 * `mon tue wed thu fri`. A span may go over the end of the week: `sun-thu`.
 */
export function readWorkDays(text: string): Reading {
  const given = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').replaceAll('.', '');
  if (EVERY_DAY.test(given)) return DAY_NAMES.join(' ');
  const days = new Set<number>();
  for (const span of spansOf(given)) {
    const [first, last, more] = span.split('-').map((word) => DAYS.get(word));
    if (first === undefined || (span.includes('-') && last === undefined) || more !== undefined) {
      const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
      return new Refusal(`${shown} does not name days of the week`, FIX);
    }
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (last ?? first)) break;
    }
  }
  if (days.size === 0) return new Refusal(`${JSON.stringify(text)} does not name days of the week`, FIX);
  return DAY_NAMES.filter((_, i) => days.has(i + 1)).join(' ');
}

/** `du lundi au jeudi et samedi` → `lundi-jeudi`, `samedi`. */
function spansOf(given: string): string[] {
  return given
    .replace(/(^|\s)(?:du|de|le|from)\s/g, ' ')
    .replace(/\s(?:et|and|&)\s/g, ' ')
    .replace(/\s*(?:[-–—−]|\s(?:au|à|a|to|through|until)\s)\s*/g, '-')
    .split(/[\s,;/+]+/)
    .filter((word) => word !== '');
}
