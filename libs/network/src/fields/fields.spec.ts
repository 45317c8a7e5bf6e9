import { createRequire } from 'node:module';
import { toLocal } from '@relais/platform';
import { countryDefaults, isCountry, readCountry } from './country.rules.js';
import { readId } from './id.rules.js';
import { readLocale } from './locale.rules.js';
import { nearest } from './nearest.rules.js';
import { Refusal } from './refusal.js';
import { regionDefaults } from './region-defaults.rules.js';
import { readRegion } from './region.rules.js';
import { isAttributeName, isSlug, readJobRole } from './slug.rules.js';
import { readLine, refuseControl, trimSpace } from './text.rules.js';
import { readTimeZone } from './time-zone.rules.js';

const read = (reading: string | Refusal) =>
  reading instanceof Refusal ? `refused: ${reading.reason}; ${reading.fix}` : reading;

describe('countries', () => {
  it.each([
    ['FR', 'FR'],
    ['fr', 'FR'],
    ['BV', 'BV'],
    ['UK', 'refused: "UK" is not a country; write GB'],
    ['XX', 'refused: "XX" is not a country; write the two letters of ISO 3166-1, such as FR'],
    ['France', 'refused: "France" is not a country; write the two letters of ISO 3166-1, such as FR'],
    ['FRA', 'refused: "FRA" is not a country; write the two letters of ISO 3166-1, such as FR'],
  ])('%s is read as %s', (text, expected) => expect(read(readCountry(text))).toBe(expected));

  const defaults = new Map(countryDefaults().map((each) => [each.country, each]));
  it.each([
    ['FR', 'Europe/Paris', 'fr'],
    ['CA', 'America/Toronto', 'en'],
    ['SN', 'Africa/Dakar', 'fr'],
    ['CI', 'Africa/Abidjan', 'fr'],
    ['SE', 'Europe/Stockholm', 'en'],
    ['NL', 'Europe/Amsterdam', 'en'],
    ['DE', 'Europe/Berlin', 'en'],
    ['GB', 'Europe/London', 'en'],
    ['UA', 'Europe/Kyiv', 'en'],
    ['AU', 'Australia/Sydney', 'en'],
    ['BR', 'America/Sao_Paulo', 'en'],
    ['NZ', 'Pacific/Auckland', 'en'],
    ['US', 'America/New_York', 'en'],
    ['JP', 'Asia/Tokyo', 'en'],
    ['IN', 'Asia/Kolkata', 'en'],
  ])('in %s a rep gets %s and %s', (country, timeZone, locale) =>
    expect(defaults.get(country)).toEqual({ country, timeZone, locale }),
  );

  it('have a zone each that the clock knows, 247 of them', () => {
    expect(defaults.size).toBe(247);
    for (const { country, timeZone } of defaults.values()) {
      expect(isCountry(country)).toBe(true);
      expect(() => toLocal(0, timeZone)).not.toThrow();
    }
  });
});

describe('regions', () => {
  const defaults = regionDefaults();

  it.each([
    ['US-CA', 'America/Los_Angeles', null],
    ['US-TX', 'America/Chicago', null],
    ['CA-BC', 'America/Vancouver', null],
    ['CA-QC', null, 'fr'],
    ['AU-WA', 'Australia/Perth', null],
    ['ES-CN', 'Atlantic/Canary', null],
    ['CH-GE', null, 'fr'],
  ])('in %s a rep gets %s and %s', (region, timeZone, locale) =>
    expect(defaults.filter((each) => each.region === region)).toEqual([{ region, timeZone, locale }]),
  );

  it('are named once each, in countries and with clocks that are known', () => {
    expect(new Set(defaults.map(({ region }) => region)).size).toBe(defaults.length);
    for (const { region, timeZone } of defaults) {
      expect(read(readRegion(region, null))).toBe(region);
      if (timeZone) expect(read(readTimeZone(timeZone))).toBe(timeZone);
    }
  });

  it.each(['AU', 'CA', 'US'])('of %s that differ from the country lie in its zones', (country) => {
    for (const { region, timeZone } of defaults)
      if (timeZone && region.startsWith(`${country}-`)) expect(zonesOf(country)).toContain(timeZone);
  });
});

/** Every zone of a country and of the territories that have codes of their own. */
function zonesOf(country: string): string[] {
  const { countries } = createRequire(import.meta.url)('moment-timezone/data/meta/latest.json') as {
    countries: Record<string, { zones: string[] }>;
  };
  const also = country === 'US' ? ['AS', 'GU', 'MP', 'PR', 'VI'] : [];
  return [country, ...also].flatMap((code) => countries[code]!.zones);
}

describe('time zones', () => {
  const OFFSET = 'write a place, such as Europe/Paris: an offset does not follow summer time';
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['asia/calcutta', 'Asia/Calcutta'],
    ['utc', 'UTC'],
    ['Europe/Pari', 'refused: "Europe/Pari" is not a time zone; did you mean Europe/Paris?'],
    ['America/New York', 'America/New_York'],
    [' America / Argentina / buenos aires', 'America/Argentina/Buenos_Aires'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['Europe\\Paris', 'Europe/Paris'],
    ['America/São_Paulo', 'America/Sao_Paulo'],
    ['Europe/Zürich', 'Europe/Zurich'],
    ['AFRICA/EL_AAIUN', 'Africa/El_Aaiun'],
    ['US/Pacific', 'US/Pacific'],
    ['Europe/Kiev', 'Europe/Kiev'],
    ['gmt+0', 'GMT+0'],
    ['Paris', 'refused: "Paris" is not a time zone; did you mean Europe/Paris?'],
    ['new york', 'refused: "new york" is not a time zone; did you mean America/New_York?'],
    ['Europe/New York', 'refused: "Europe/New York" is not a time zone; did you mean America/New_York?'],
    ['+02:00', `refused: "+02:00" is not a time zone; ${OFFSET}`],
    ['UTC+1', `refused: "UTC+1" is not a time zone; ${OFFSET}`],
    ['gmt -0530', `refused: "gmt -0530" is not a time zone; ${OFFSET}`],
    [
      'Romance Standard Time',
      'refused: "Romance Standard Time" is not a time zone; write an IANA name such as Europe/Paris',
    ],
    ['constructor', 'refused: "constructor" is not a time zone; write an IANA name such as Europe/Paris'],
  ])('%s is read as %s', (text, expected) => expect(read(readTimeZone(text))).toBe(expected));
});

describe('locales', () => {
  it.each([
    ['fr', 'fr'],
    ['FR', 'fr'],
    ['fr-ca', 'fr-CA'],
    ['fr_CA', 'fr-CA'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
  ])('%s is read as %s', (text, expected) => expect(read(readLocale(text))).toBe(expected));

  it.each(['cn', 'french', 'fr-FRA', 'fr_FR.UTF-8', 'en-US-u-ca-gregory', 'x', 'fr-ZZZ', '-', 'fr-', '日本'])(
    '%s is refused',
    (text) =>
      expect(read(readLocale(text))).toBe(
        `refused: ${JSON.stringify(text)} is not a language; write a language such as fr, or language and region such as fr-CA`,
      ),
  );
});

describe('ids', () => {
  it.each(['1', 'P-0001', 'r.7_a', 'FR/75#12', 'a@b', 'Société1', '田中1', 'x'.repeat(64)])('%s is one', (text) =>
    expect(readId(text)).toBe(text),
  );
  it.each(['-1', 'P 1', '=1+1', '@x', 'a,b', 'a"b', '<b>', 'x'.repeat(65), '🐵', '../etc'])('%s is none', (text) =>
    expect(readId(text)).toBeInstanceOf(Refusal),
  );
  it('are the same however their letters were typed', () =>
    expect(readId('Socie\u0301te\u0301')).toBe('Soci\u00e9t\u00e9'));
});

describe('roles and codes', () => {
  it.each([
    ['presales', 'presales'],
    ['Sales Manager', 'sales-manager'],
    ['Pre-Sales', 'pre-sales'],
    ['Vendeur confirmé', 'vendeur-confirmé'],
    ['R&D', 'r&d'],
    ['=cmd', 'refused: "=cmd" is not a role; write one or a few plain words, such as presales'],
    ['x'.repeat(61), 'refused: has 61 characters; shorten it to 60'],
  ])('the role %s is read as %s', (text, expected) => expect(read(readJobRole(text))).toBe(expected));
  it.each([
    ['gold', true],
    ['value-added', true],
    ['a_b', true],
    ['Gold', false],
    ['-a', false],
    ['a--b', false],
    ['', false],
  ])('%p is a slug: %p', (text, expected) => expect(isSlug(text)).toBe(expected));
  it.each([
    ['cluster', true],
    ['joined_2024', true],
    ['1', true],
    ['a b', false],
    ['_a', false],
    ["a'b", false],
  ])('%p names an attribute: %p', (text, expected) => expect(isAttributeName(text)).toBe(expected));
});

describe('texts', () => {
  it.each([
    ['  a b \t', 'a b'],
    ['\u00a0é\u3000', 'é'],
    ['\ufeff', '\ufeff'],
    ['\r\n', ''],
    ['', ''],
  ])('%j without the space around it is %j', (text, expected) => expect(trimSpace(text)).toBe(expected));
  it('on one line keep everything but the breaks', () =>
    expect(readLine('ACME\r\nFrance\t& fils')).toBe('ACME France & fils'));
  it.each([
    ['200 letters', 'é'.repeat(200), true],
    ['200 emoji, 400 UTF-16 units', '🐵'.repeat(200), true],
    ['201 letters', 'é'.repeat(201), false],
  ])('of %s fit a name: %p', (_case, text, fits) => expect(readLine(text) === text).toBe(fits));
  it.each([
    ['\u0000', 'holds the control character U+0000'],
    ['a\u001b[31m', 'holds the control character U+001B'],
    ['a\u007f', 'holds the control character U+007F'],
    ['a\u0085', 'holds the control character U+0085'],
  ])('%j is refused', (text, reason) => expect(refuseControl(text)?.reason).toBe(reason));
  it('may hold tabs and line breaks', () => expect(refuseControl('a\tb\r\nc')).toBeNull());
});

describe('what was probably meant', () => {
  it.each([
    ['emial', 'email'],
    ['partnerid', 'partner_id'],
    ['repid', 'rep_id'],
    ['phone', null],
  ])('%s: %p', (word, expected) => expect(nearest(word, ['partner_id', 'rep_id', 'email'])).toBe(expected));
});
