import { createRequire } from 'node:module';
import { Refusal, type Reading } from './refusal.js';

interface CountryData {
  countries: Record<string, { zones: string[] }>;
}

/** What a rep gets who has neither zone nor locale of their own. */
export interface CountryDefault {
  country: string;
  timeZone: string;
  locale: 'en' | 'fr';
}

/** The data list inhabited countries; these two have a code all the same. */
const UNINHABITED = ['BV', 'HM'];
/** Codes people write that are not in ISO 3166-1, and what they mean. */
const MEANT: Record<string, string> = { UK: 'GB', EL: 'GR', EN: 'GB' };
/**
 * Where the first zone of the data (they go from east to west, or by the zone that stands for several countries) is not where
 * most people of the country live.
 */
const MAIN_ZONE: Record<string, string> = {
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  DE: 'Europe/Berlin',
  FM: 'Pacific/Pohnpei',
  MH: 'Pacific/Majuro',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PG: 'Pacific/Port_Moresby',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  UZ: 'Asia/Tashkent',
};

/** Where business is mostly done in French: the other language that Relais speaks from the start. */
const FRENCH = new Set(
  'BF BI BJ BL CD CF CG CI CM DJ DZ FR GA GF GN GP HT KM LU MA MC MF MG ML MQ MR NC NE PF PM RE SN TD TF TG TN WF YT'.split(
    ' ',
  ),
);

const require = createRequire(import.meta.url);
let zonesByCountry: Map<string, string[]> | undefined;

/** ISO 3166-1 alpha-2 in upper case. */
export function readCountry(text: string): Reading {
  const code = text.toUpperCase();
  if (isCountry(code)) return code;
  const meant = MEANT[code];
  return new Refusal(
    `${JSON.stringify(text)} is not a country`,
    meant ? `write ${meant}` : 'write the two letters of ISO 3166-1, such as FR',
  );
}

/** Whether `code` is an ISO 3166-1 alpha-2 code, upper case. */
export function isCountry(code: string): boolean {
  return zones().has(code) || UNINHABITED.includes(code);
}

/** Zone and language of every country with people in it. */
export function countryDefaults(): CountryDefault[] {
  return [...zones().keys()].map((country) => ({
    country,
    timeZone: mainZone(country),
    locale: FRENCH.has(country) ? 'fr' : 'en',
  }));
}

function mainZone(country: string): string {
  const [first = 'UTC', second, ...others] = zones().get(country) ?? [];
  // A pair where only the second belongs to this country: the first is the zone whose data it shares (Berlin for Stockholm).
  const own = second !== undefined && others.length === 0 && isShared(first) && !isShared(second) ? second : first;
  return MAIN_ZONE[country] ?? own;
}

function isShared(zone: string): boolean {
  let owners = 0;
  for (const list of zones().values()) if (list.includes(zone)) owners++;
  return owners > 1;
}

function zones(): Map<string, string[]> {
  if (zonesByCountry) return zonesByCountry;
  const { countries } = require('moment-timezone/data/meta/latest.json') as CountryData;
  return (zonesByCountry = new Map(Object.entries(countries).map(([code, country]) => [code, country.zones])));
}
