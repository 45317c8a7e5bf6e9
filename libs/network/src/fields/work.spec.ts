import { Refusal } from './refusal.js';
import { readRegion } from './region.rules.js';
import { readWorkDays } from './work-days.rules.js';
import { readWorkHours } from './work-hours.rules.js';

const read = (reading: string | Refusal) =>
  reading instanceof Refusal ? `refused: ${reading.reason}; ${reading.fix}` : reading;

describe('days of work', () => {
  const OFFICE = 'mon tue wed thu fri';
  const GULF = 'mon tue wed thu sun';
  const DAYS_FIX = 'write days such as mon-fri, sun-thu or mon tue thu; as numbers, 1 is Monday: 1-5';
  it.each([
    ['mon-fri', OFFICE],
    ['Mon - Fri', OFFICE],
    ['Monday to Friday', OFFICE],
    ['from monday through friday', OFFICE],
    ['Mo–Fr', OFFICE],
    ['1-5', OFFICE],
    ['1,2,3,4,5', OFFICE],
    ['lun-ven', OFFICE],
    ['lun.-ven.', OFFICE],
    ['Du lundi au vendredi', OFFICE],
    ['lundi à vendredi', OFFICE],
    ['lu ma me je ve', OFFICE],
    ['fri;thu;wed;tue;mon', OFFICE],
    ['sun-thu', GULF],
    ['7-4', GULF],
    ['dimanche-jeudi', GULF],
    ['mon-thu and sun', GULF],
    ['du lundi au jeudi et le dimanche', GULF],
    ['mar/jeu', 'tue thu'],
    ['sat', 'sat'],
    ['mon-mon', 'mon'],
    ['every day', 'mon tue wed thu fri sat sun'],
    ['tous les jours', 'mon tue wed thu fri sat sun'],
    ['1-7', 'mon tue wed thu fri sat sun'],
    ['0-4', `refused: "0-4" does not name days of the week; ${DAYS_FIX}`],
    ['1-8', `refused: "1-8" does not name days of the week; ${DAYS_FIX}`],
    ['mon-', `refused: "mon-" does not name days of the week; ${DAYS_FIX}`],
    ['mon-wed-fri', `refused: "mon-wed-fri" does not name days of the week; ${DAYS_FIX}`],
    ['01/05/2026', `refused: "01/05/2026" does not name days of the week; ${DAYS_FIX}`],
    [',', `refused: "," does not name days of the week; ${DAYS_FIX}`],
  ])('%j are %s', (text, expected) => {
    const found = readWorkDays(text);
    expect(read(found)).toBe(expected);
    if (!(found instanceof Refusal)) expect(readWorkDays(found)).toBe(found);
  });
});

describe('hours of work', () => {
  const FIX = 'write start and end, such as 09:00-17:30';
  it.each([
    ['9-18', '09:00-18:00'],
    ['09:00-17:30', '09:00-17:30'],
    ['9:00 – 17:30', '09:00-17:30'],
    ['9h-17h30', '09:00-17:30'],
    ['de 9h00 à 17 h 30', '09:00-17:30'],
    ['9.30-18.00', '09:30-18:00'],
    ['9am-5pm', '09:00-17:00'],
    ['9 am to 5:30 pm', '09:00-17:30'],
    ['12pm-8pm', '12:00-20:00'],
    ['8-24', '08:00-00:00'],
    ['22-6', '22:00-06:00'],
    ['0-24', '00:00-00:00'],
    ['00:00-00:00', '00:00-00:00'],
    ['9-5', 'refused: "9-5" is 20 hours of work; did you mean 09:00-17:00?'],
    ['8-8', 'refused: "8-8" ends when it starts; write start and end, such as 09:00-17:30; all day is 0-24'],
    ['9', `refused: "9" is not a start and an end of work; ${FIX}`],
    ['9-12-18', `refused: "9-12-18" is not a start and an end of work; ${FIX}`],
    ['9-25', `refused: "9-25" is not a start and an end of work; ${FIX}`],
    ['9:60-18', `refused: "9:60-18" is not a start and an end of work; ${FIX}`],
    ['24-8', `refused: "24-8" is not a start and an end of work; ${FIX}`],
    ['13pm-8pm', `refused: "13pm-8pm" is not a start and an end of work; ${FIX}`],
    ['morning', `refused: "morning" is not a start and an end of work; ${FIX}`],
  ])('%j are %s', (text, expected) => {
    const found = readWorkHours(text);
    expect(read(found)).toBe(expected);
    if (!(found instanceof Refusal)) expect(readWorkHours(found)).toBe(found);
  });
});

describe('regions', () => {
  const ISO = 'write the code of ISO 3166-2, such as CA-QC or DE-BY';
  it.each([
    ['QC', 'CA', 'CA-QC'],
    ['ca_qc', 'CA', 'CA-QC'],
    ['BY', 'DE', 'DE-BY'],
    ['DE-BY', null, 'DE-BY'],
    ['QC', null, 'QC'],
    ['BY-A', 'DE', 'DE-BY-A'],
    ['57', 'FR', 'FR-57'],
    ['IDF', 'FR', 'FR-IDF'],
    ['SCT', 'GB', 'GB-SCT'],
    [
      'DE-BX',
      'DE',
      'refused: DE has no region "BX"; use one of BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH',
    ],
    ['ZZZ', 'AU', 'refused: AU has no region "ZZZ"; use one of ACT, NSW, NT, QLD, SA, TAS, VIC, WA'],
    ['FR-57', 'DE', 'refused: the region FR-57 is not in DE; write a region of DE, or correct the country'],
    ['FR-57', 'IT', 'refused: the region FR-57 is not in IT; write a region of IT, or correct the country'],
    ['Bayern', 'DE', `refused: "Bayern" is not a region; ${ISO}`],
    ['DE-BY|x', 'DE', `refused: "DE-BY|x" is not a region; ${ISO}`],
  ])('%s of a partner in %s is %s', (text, country, expected) =>
    expect(read(readRegion(text, country))).toBe(expected),
  );
});
