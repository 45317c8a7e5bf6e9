import { createRequire } from 'node:module';

/**
 * One time zone as periods of constant offset, oldest first.
 * All three arrays have one entry per period; the last period never ends.
 */
export interface ZonePeriods {
  /** Instant (epoch milliseconds) at which the period ends, excluded; `Infinity` for the last. */
  untils: number[];
  /** Local time minus UTC during the period, in milliseconds. */
  offsets: number[];
  /** Latest wall time (as if it were UTC, in milliseconds) reached by the end of the period or of an earlier one. */
  localEnds: number[];
}

interface PackedData {
  version: string;
  /** `name|abbreviations|offsets|period indices|transition differences|population` */
  zones: string[];
  /** `target|alias` */
  links: string[];
}

interface ZoneIndex {
  version: string;
  /** Packed zone by name; an alias points to the packed zone of its target. */
  packedByName: Map<string, string>;
}

const require = createRequire(import.meta.url);
let index: ZoneIndex | undefined;
const periodsByPackedZone = new Map<string, ZonePeriods>();

/** Release of the IANA Time Zone Database in use, for example `2026f`. */
export function timeZoneVersion(): string {
  return zoneIndex().version;
}

/** Every accepted name, IANA zones and links, in alphabetical order. */
export function timeZoneNames(): string[] {
  return [...zoneIndex().packedByName.keys()].sort();
}

/** Whether `name` is an IANA zone or link, written exactly as IANA does (`Europe/Paris`, `UTC`). */
export function isTimeZone(name: string): boolean {
  return zoneIndex().packedByName.has(name);
}

/** Periods of a zone, unpacked at first use and kept. Throws `RangeError` for an unknown name. */
export function periodsOf(zone: string): ZonePeriods {
  const packed = zoneIndex().packedByName.get(zone);
  if (packed === undefined) {
    throw new RangeError(`unknown time zone "${zone}": use an IANA name such as "Europe/Paris"`);
  }
  let periods = periodsByPackedZone.get(packed);
  if (!periods) periodsByPackedZone.set(packed, (periods = unpack(packed)));
  return periods;
}

// The data come from a package of ours, not from the runtime: Node's own may be older than the law.
function zoneIndex(): ZoneIndex {
  if (index) return index;
  const data = require('moment-timezone/data/packed/latest.json') as PackedData;
  const packedByName = new Map(data.zones.map((packed) => [packed.slice(0, packed.indexOf('|')), packed]));
  for (const link of data.links) {
    const [target = '', alias = ''] = link.split('|');
    const packed = packedByName.get(target);
    if (packed !== undefined) packedByName.set(alias, packed);
  }
  return (index = { version: data.version, packedByName });
}

/** Format: https://momentjs.com/timezone/docs/#/data-formats/packed-format/ (offsets there count west of Greenwich). */
function unpack(packed: string): ZonePeriods {
  const [, , offsetList = '', indices = '', differences = ''] = packed.split('|');
  const eastOfGreenwich = offsetList.split(' ').map((text) => 0 - secondsFromBase60(text) * 1000);
  const offsets = [...indices].map((digit) => eastOfGreenwich[secondsFromBase60(digit) / 60] ?? 0);

  let instant = 0;
  const untils =
    differences === '' ? [] : differences.split(' ').map((text) => (instant += secondsFromBase60(text) * 1000));
  untils.push(Infinity);

  // Two changes in short order can set the wall clock back below an earlier end: a running maximum keeps the search valid.
  let latest = -Infinity;
  const localEnds = untils.map((until, i) => (latest = Math.max(latest, until + (offsets[i] ?? 0))));
  return { untils, offsets, localEnds };
}

/** Minutes written in base 60 (digits 0-9 a-z A-X, one optional fraction digit) to whole seconds: `-1.u` is -90. */
function secondsFromBase60(text: string): number {
  const negative = text.startsWith('-');
  const [minutes = '', fraction = ''] = text.slice(negative ? 1 : 0).split('.');
  const value = [...minutes].reduce((sum, digit) => sum * 60 + base60Digit(digit), 0);
  const seconds = value * 60 + (fraction === '' ? 0 : base60Digit(fraction));
  return negative ? -seconds : seconds;
}

const BASE_60 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX';
const base60Digit = (digit: string): number => BASE_60.indexOf(digit.charAt(0));
