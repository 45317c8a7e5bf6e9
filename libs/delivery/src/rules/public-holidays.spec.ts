import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import swc from '@swc/core';
import { isLocalDate } from '@relais/platform';
import { publicHolidays } from './public-holidays.rules.js';

const isHoliday = (place: string, date: string): boolean => {
  const [country = '', region] = [place.slice(0, 2), place.slice(3) || null];
  return publicHolidays(country, region, Number(date.slice(0, 4))).has(date);
};

describe('public holidays of a country', () => {
  it.each([
    ['FR', 'Labour Day', '2026-05-01', '2027-05-01', '2028-05-01'],
    ['FR', 'Bastille Day', '2026-07-14', '2027-07-14', '2028-07-14'],
    ['FR', 'Easter Monday', '2026-04-06', '2027-03-29', '2028-04-17'],
    ['FR', 'Ascension', '2026-05-14', '2027-05-06', '2028-05-25'],
    ['DE', 'German Unity', '2026-10-03', '2027-10-03', '2028-10-03'],
    ['DE', 'Good Friday', '2026-04-03', '2027-03-26', '2028-04-14'],
    ['US', 'Thanksgiving', '2026-11-26', '2027-11-25', '2028-11-23'],
    ['US', 'Memorial Day', '2026-05-25', '2027-05-31', '2028-05-29'],
    ['CA', 'Canada Day', '2026-07-01', '2027-07-01', '2028-07-01'],
    ['BR', 'Independence', '2026-09-07', '2027-09-07', '2028-09-07'],
    ['IT', 'Liberation', '2026-04-25', '2027-04-25', '2028-04-25'],
    ['GR', 'Orthodox Good Friday', '2026-04-10', '2027-04-30', '2028-04-14'],
    ['JP', 'Constitution Day of Golden Week', '2026-05-03', '2027-05-03', '2028-05-03'],
    ['JP', 'Greenery Day of Golden Week', '2026-05-04', '2027-05-04', '2028-05-04'],
    ['JP', "Children's Day of Golden Week", '2026-05-05', '2027-05-05', '2028-05-05'],
    ['JP', 'the equinox of autumn', '2026-09-23', '2027-09-23', '2028-09-22'],
    ['CN', 'the first day of the Chinese year', '2026-02-17', '2027-02-06', '2028-01-26'],
  ])('%s keeps %s', (place, _name, ...dates) => {
    expect(dates.filter((date) => isHoliday(place, date))).toEqual(dates);
  });

  it.each([
    ['FR', 'Good Friday', '2026-04-03'],
    ['FR', 'an ordinary Wednesday', '2026-06-03'],
    ['US', 'Christmas Eve', '2026-12-24'],
    ['BR', 'Carnival, which is kept by custom', '2026-02-17'],
    ['IS', 'the afternoon of Christmas Eve', '2026-12-24'],
    ['TR', 'the half day before the end of Ramadan', '2026-03-19'],
    ['JP', 'a day after Golden Week', '2027-05-06'],
  ])('%s does not keep %s', (place, _name, date) => expect(isHoliday(place, date)).toBe(false));

  it.each([
    ['US', 'a Saturday is kept on Friday', '2026-07-04', '2026-07-03'],
    ['US', 'a Saturday in January is kept in the old year', '2028-01-01', '2027-12-31'],
    ['GB', 'a Saturday and a Sunday are kept on Monday and Tuesday', '2027-12-26', '2027-12-28'],
    ['JP', 'a Sunday in Golden Week is kept on the first free day', '2026-05-03', '2026-05-06'],
  ])('%s: %s', (place, _rule, date, substitute) => {
    expect([date, substitute].filter((day) => isHoliday(place, day))).toEqual([date, substitute]);
  });

  it.each([
    // Computed, not sighted: authorities decide a day or two before, and may differ from these.
    ['AE', 'the end of Ramadan, three days', '2026-03', ['2026-03-20', '2026-03-21', '2026-03-22']],
    ['AE', 'the Feast of Sacrifice, three days', '2026-05', ['2026-05-27', '2026-05-28', '2026-05-29']],
    ['TR', 'the end of Ramadan, three whole days', '2026-03', ['2026-03-20', '2026-03-21', '2026-03-22']],
    ['TR', 'a feast that reaches over New Year', '2007-01', ['2007-01-01', '2007-01-02', '2007-01-03']],
  ])('%s by the moon: %s', (country, _name, month, expected) => {
    const days = publicHolidays(country, null, Number(month.slice(0, 4)));
    expect([...days].filter((day) => day.startsWith(month))).toEqual(expected);
  });
});

describe('public holidays of a region', () => {
  it.each([
    ['Corpus Christi', '2026-06-04', ['DE-BY', 'DE-NW'], ['DE-BE', 'DE-SN', 'DE']],
    ["Women's Day", '2027-03-08', ['DE-BE'], ['DE-BY', 'DE']],
    ['Repentance Day', '2026-11-18', ['DE-SN'], ['DE-BY', 'DE']],
    ['the Peace of Augsburg', '2028-08-08', ['DE-BY-A'], ['DE-BY', 'DE']],
    ['Good Friday in Alsace and Moselle', '2027-03-26', ['FR-57', 'FR-67', 'FR-68', 'FR-6AE'], ['FR-75', 'FR']],
    ["Saint Stephen's Day in Alsace and Moselle", '2028-12-26', ['FR-57', 'FR-67', 'FR-A'], ['FR-IDF', 'FR']],
    ['the end of slavery in Guadeloupe', '2026-05-27', ['FR-971', 'FR-GP', 'GP'], ['FR-972', 'FR']],
    ['the end of slavery in Réunion', '2027-12-20', ['FR-974', 'FR-RE', 'RE'], ['FR-973', 'FR']],
    ['Bastille Day overseas', '2026-07-14', ['FR-971', 'FR-974', 'FR-976', 'RE', 'MQ', 'FR'], []],
    ['Assumption in Catholic Bavaria', '2028-08-15', ['DE-BY-KATH', 'DE-SL'], ['DE-BY-EVANG', 'DE-BW', 'DE']],
    ['Reformation Day', '2027-10-31', ['DE-BB', 'DE-HH', 'DE-SN', 'DE-TH'], ['DE-BY', 'DE-NW', 'DE-HE']],
    ['Epiphany', '2027-01-06', ['DE-BY', 'DE-BW', 'DE-ST'], ['DE-BE', 'DE']],
    ['Family Day', '2026-02-16', ['CA-ON', 'CA-AB', 'CA-BC'], ['CA-QC', 'CA-NL', 'CA']],
    ['Remembrance Day', '2026-11-11', ['CA-BC', 'CA-AB'], ['CA-QC', 'CA-ON']],
    ['the Battle of the Boyne, on Monday', '2026-07-13', ['GB-NIR'], ['GB-ENG', 'GB-SCT', 'GB-WLS']],
    ['Boxing Day of a Saturday, on Monday', '2026-12-28', ['GB-ENG', 'GB-SCT', 'GB-WLS', 'GB-NIR'], []],
    ['the Day of Madrid', '2028-05-02', ['ES-MD'], ['ES-CT', 'ES-AN']],
    ['the Day of Andalusia', '2028-02-28', ['ES-AN'], ['ES-MD', 'ES']],
    ['Maundy Thursday', '2026-04-02', ['ES-MD', 'ES-AN'], ['ES-CT']],
    ['the National Holiday of Quebec', '2026-06-24', ['CA-QC'], ['CA-ON', 'CA']],
    ['Thanksgiving', '2026-10-12', ['CA-QC', 'CA-ON'], ['CA']],
    ['2 January', '2026-01-02', ['GB-SCT'], ['GB-ENG', 'GB-NIR']],
    ['Easter Monday', '2027-03-29', ['GB-ENG', 'GB-NIR'], ['GB-SCT']],
    ["Saint Andrew's Day", '2026-11-30', ['GB-SCT'], ['GB-ENG']],
    ['the first Monday of August', '2026-08-03', ['GB-SCT'], ['GB-ENG']],
    ['the last Monday of August', '2026-08-31', ['GB-ENG'], ['GB-SCT']],
    ['the Day of Catalonia', '2026-09-11', ['ES-CT'], ['ES-MD']],
  ])('%s (%s) is kept in %j, not in %j', (_name, date, kept, notKept) => {
    expect([...kept, ...notKept].filter((place) => isHoliday(place, date))).toEqual(kept);
  });

  it.each([
    ['with its country', 'CA', 'CA-QC'],
    ['in small letters', 'ca', 'qc'],
  ])('a region may be written %s', (_how, country, region) => {
    expect(publicHolidays(country, region, 2026)).toEqual(publicHolidays('CA', 'QC', 2026));
    expect(publicHolidays(country, region, 2026).size).toBeGreaterThan(5);
  });

  it('a region that is not known has the holidays of its country', () => {
    expect(publicHolidays('FR', 'Atlantis', 2026)).toEqual(publicHolidays('FR', null, 2026));
  });
});

describe('what is not known', () => {
  it.each(['XX', '', '__proto__', 'constructor', 'Mars'])('a country such as %p has no holidays', (country) => {
    expect(publicHolidays(country, null, 2026).size).toBe(0);
    expect(publicHolidays(country, 'QC', 2026).size).toBe(0);
  });

  it.each([0, 1969, 2081, 2026.5, NaN])('the year %p has no holidays', (year) =>
    expect(publicHolidays('FR', null, year).size).toBe(0),
  );

  it.each([1970, 2080])('the year %p has', (year) => expect(publicHolidays('FR', null, year).size).toBe(11));
});

describe('wherever the machine stands', () => {
  // At least one of each calendar: Gregorian, Julian, Islamic, Hebrew, Persian, Chinese, Korean, Vietnamese, Bengali, equinoxes.
  const countries = 'FR DE GB US CA BR MX AU ZA GR RO RU RS ET EG MA TR AE IL IR JP CN KR VN BD'.split(' ');
  /** To be run in a Node of its own: a process has one zone for life. */
  const printHolidays = `
    const all = ${JSON.stringify(countries)}.map((country) => [...publicHolidays(country, null, 2027)]);
    process.stdout.write(JSON.stringify({ hoursWest: new Date(2027, 0, 1).getTimezoneOffset() / 60, all }));`;

  const compiled = (file: string): string =>
    swc.transformFileSync(fileURLToPath(new URL(file, import.meta.url)), {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    }).code;

  function holidaysOnAMachineIn(zone: string): Promise<{ hoursWest: number; all: string[][] }> {
    const dates = compiled('../../../platform/src/time/local-date.rules.ts');
    const rules = compiled('./public-holidays.rules.ts');
    const source = JSON.stringify(`data:text/javascript,${encodeURIComponent(dates)}`);
    const program = rules.replace(/(["'])@relais\/platform\1/, () => source);
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--input-type=module', '-'], { env: { ...process.env, TZ: zone } });
      let [out, errors] = ['', ''];
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (errors += chunk));
      child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(errors))));
      child.stdin.end(program + printHolidays);
    });
  }

  it.each([
    ['UTC', 0],
    ['Pacific/Kiritimati', -14],
    ['America/Los_Angeles', 8],
    // Its clocks skip the midnight that ends 29 April 2027, a holiday in Japan.
    ['Africa/Cairo', -2],
  ])('the same days on a machine in %s', async (zone, hoursWest) => {
    const found = await holidaysOnAMachineIn(zone);
    expect(found.hoursWest).toBe(hoursWest);
    const here = countries.map((country) => [...publicHolidays(country, null, 2027)]);
    expect(found.all).toEqual(here);
    for (const days of here) {
      expect(days.length).toBeGreaterThan(4);
      expect(days.every((day) => isLocalDate(day) && day.startsWith('2027-'))).toBe(true);
      expect(days).toEqual([...new Set(days)].sort());
    }
  });
});
