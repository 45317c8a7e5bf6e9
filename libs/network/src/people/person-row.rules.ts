import { readCountry } from '../fields/country.rules.js';
import { readEmail } from '../fields/email.rules.js';
import { readId } from '../fields/id.rules.js';
import { readLocale } from '../fields/locale.rules.js';
import { Refusal, type Reading } from '../fields/refusal.js';
import { readRegion } from '../fields/region.rules.js';
import { readJobRole } from '../fields/slug.rules.js';
import { readLine, readText, refuseControl, trimSpace } from '../fields/text.rules.js';
import { readTimeZone } from '../fields/time-zone.rules.js';
import { readWorkDays } from '../fields/work-days.rules.js';
import { readWorkHours } from '../fields/work-hours.rules.js';
import { nearest } from '../fields/nearest.rules.js';
import type { KnownCodes } from '../segments/segment.rules.js';
import {
  ATTRIBUTE_PREFIX,
  PEOPLE_COLUMNS,
  REQUIRED_COLUMNS,
  type PeopleColumn,
  type PeopleHeader,
} from './people-columns.rules.js';

/**
 * One row as the network holds it. An empty cell, and a column that is not in the file, is null. A region carries its country where
 * the row tells it; days of work are names with spaces (`mon tue`), hours are `HH:MM-HH:MM`.
 */
export type PersonRow = Record<PeopleColumn, string | null> & {
  /** The attributes with a value, by name. */
  attributes: Record<string, string>;
};

/** A cell that cannot be taken. `field` is the name of its column. */
export interface CellFault {
  field: string;
  reason: string;
  fix: string;
}

type Reader = (text: string, known: KnownCodes, row: PersonRow) => Reading;

const workDays = remembered(readWorkDays);
const workHours = remembered(readWorkHours);

const READERS: Record<PeopleColumn, Reader> = {
  partner_id: readId,
  partner_name: (text) => readLine(text),
  partner_parent_id: readId,
  channel_type: (text, known) => readCode(text, known.channelTypes, 'channel type'),
  tier: (text, known) => readCode(text, known.tiers, 'tier'),
  country: remembered(readCountry),
  region: (text, _known, { country }) => readRegion(text, country), // the country is read before it
  work_days: workDays,
  work_hours: workHours,
  rep_id: readId,
  email: readEmail,
  first_name: (text) => readLine(text),
  last_name: (text) => readLine(text),
  locale: remembered(readLocale),
  time_zone: remembered(readTimeZone),
  job_role: remembered(readJobRole),
  rep_work_days: workDays,
  rep_work_hours: workHours,
};

/**
 * Reads the cells of one row. A row with faults is refused as a whole; its `row` still holds what could be read, for messages.
 * @param known the tiers and channel types there are.
 */
export function readPerson(
  cells: readonly string[],
  header: PeopleHeader,
  known: KnownCodes,
): { row: PersonRow; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const row = { attributes: {} } as PersonRow;
  for (const column of PEOPLE_COLUMNS) {
    const index = header.columns.get(column);
    row[column] =
      index === undefined ? null : readCell(cells[index], column, (text) => READERS[column](text, known, row), faults);
    if (row[column] === null && REQUIRED_COLUMNS.includes(column) && faults.at(-1)?.field !== column) {
      faults.push({ field: column, reason: 'is empty', fix: 'every row needs one' });
    }
  }
  for (const [name, index] of header.attributes) {
    const value = readCell(cells[index], ATTRIBUTE_PREFIX + name, readText, faults);
    if (value !== null) row.attributes[name] = value;
  }
  if (!fits(cells, header.width)) faults.unshift(wrongWidth(cells.length, header.width));
  if (row.partner_parent_id !== null && row.partner_parent_id === row.partner_id) {
    faults.push({
      field: 'partner_parent_id',
      reason: `${row.partner_id} is its own parent`,
      fix: 'leave it empty for a topmost partner',
    });
  }
  return { row, faults };
}

function readCell(
  cell: string | undefined,
  field: string,
  read: (text: string) => Reading,
  faults: CellFault[],
): string | null {
  const text = trimSpace(cell ?? '');
  if (text === '') return null;
  const value = refuseControl(text) ?? read(text);
  if (!(value instanceof Refusal)) return value;
  faults.push({
    field,
    reason: value.reason,
    get fix() {
      return value.fix;
    },
  });
  return null;
}

function readCode(text: string, known: ReadonlySet<string>, what: string): Reading {
  const code = text.toLowerCase();
  if (known.has(code)) return code;
  return new Refusal(`there is no ${what} ${JSON.stringify(text.slice(0, 80))}`, () => {
    const close = nearest(code, known);
    if (close) return `did you mean ${close}?`;
    return known.size ? `use one of ${[...known].join(', ')}` : `define ${what}s first: relais content sync`;
  });
}

/** Spreadsheets leave empty cells behind the last column; a row that is too short was cut or has lost a separator. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length >= width && cells.slice(width).every((cell) => trimSpace(cell) === '');
}

function wrongWidth(found: number, width: number): CellFault {
  const fix = 'check separators and quotes: text that holds the separator goes in quotes';
  return { field: 'row', reason: `has ${found} cells, the header has ${width}`, fix };
}

/** Few different values fill many rows: remembers what each gave. Only short texts, and not more than a thousand. */
function remembered(read: (text: string) => Reading): (text: string) => Reading {
  const memory = new Map<string, Reading>();
  return (text) => {
    let value = memory.get(text);
    if (value === undefined) {
      value = read(text);
      if (text.length < 64 && memory.size < 1000) memory.set(text, value);
    }
    return value;
  };
}
