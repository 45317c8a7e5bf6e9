import { Invalid, type Fault } from '@relais/platform';
import { nearest } from '../fields/nearest.rules.js';
import { isAttributeName } from '../fields/slug.rules.js';
import { trimSpace } from '../fields/text.rules.js';

/** The columns of a people file, in the order in which Relais writes them. */
export const PEOPLE_COLUMNS = [
  'partner_id',
  'partner_name',
  'partner_parent_id',
  'channel_type',
  'tier',
  'country',
  'region',
  'work_days',
  'work_hours',
  'rep_id',
  'email',
  'first_name',
  'last_name',
  'locale',
  'time_zone',
  'job_role',
  'rep_work_days',
  'rep_work_hours',
] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** Columns without which no row can be read. */
export const REQUIRED_COLUMNS: readonly PeopleColumn[] = ['partner_id', 'rep_id', 'email'];
export const ATTRIBUTE_PREFIX = 'attr.';
export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const MAX_ATTRIBUTES = 50;

/** Where the cells of each column are. A column that is not in the file is not here. */
export interface PeopleHeader {
  /** Cells that each row has. */
  width: number;
  columns: ReadonlyMap<PeopleColumn, number>;
  /** By attribute name, without `attr.`. */
  attributes: ReadonlyMap<string, number>;
}

/** The separator that makes most known names of the header line. */
export function detectDelimiter(headerLine: string): Delimiter {
  const score = (delimiter: Delimiter) => splitRoughly(headerLine, delimiter).filter(isKnown).length;
  return DELIMITERS.reduce<Delimiter>((best, each) => (score(each) > score(best) ? each : best), ',');
}

/**
 * Reads the header: names in any order and case, with spaces around them. Empty cells at its end are ignored (spreadsheets
 * leave them).
 * @throws Invalid `people.header` with one fault per unknown, doubled or missing column.
 */
export function readHeader(cells: readonly string[], line = 1): PeopleHeader {
  const names = cells.map((cell) => trimSpace(cell).toLowerCase());
  while (names.at(-1) === '') names.pop();
  const faults: Fault[] = [];
  const columns = new Map<PeopleColumn, number>();
  const attributes = new Map<string, number>();
  names.forEach((name, i) => {
    const where = `line ${line}, column ${i + 1}`;
    const index = name.startsWith(ATTRIBUTE_PREFIX) ? attributes : columns;
    const key = name.startsWith(ATTRIBUTE_PREFIX) ? name.slice(ATTRIBUTE_PREFIX.length) : name;
    if (!isKnown(name)) faults.push({ where, what: unknownColumn(name, cells[i]!), fix: fixFor(name) });
    else if ((index as Map<string, number>).has(key))
      faults.push({ where, what: `${name} is there twice`, fix: 'remove one' });
    (index as Map<string, number>).set(key, i);
  });
  for (const name of REQUIRED_COLUMNS) {
    if (!columns.has(name))
      faults.push({
        where: `line ${line}`,
        what: `the column ${name} is missing`,
        fix: `add it; ${REQUIRED_COLUMNS.join(', ')} are required`,
      });
  }
  if (attributes.size > MAX_ATTRIBUTES)
    faults.push({ where: `line ${line}`, what: `${attributes.size} attr. columns`, fix: `keep ${MAX_ATTRIBUTES}` });
  if (faults.length) throw new Invalid('people.header', 'The header of the people file has faults:', faults);
  return { width: names.length, columns, attributes };
}

function isKnown(name: string): boolean {
  if (name.startsWith(ATTRIBUTE_PREFIX)) return isAttributeName(name.slice(ATTRIBUTE_PREFIX.length));
  return (PEOPLE_COLUMNS as readonly string[]).includes(name);
}

function unknownColumn(name: string, cell: string): string {
  if (name === '') return 'a column has no name';
  if (name.startsWith(ATTRIBUTE_PREFIX)) return `${JSON.stringify(cell)} is not the name of an attribute`;
  return `${JSON.stringify(cell.slice(0, 80))} is not a column of the people file`;
}

function fixFor(name: string): string {
  if (name === '') return 'name it or remove it';
  if (name.startsWith(ATTRIBUTE_PREFIX)) return 'after attr. use letters, digits, - and _, such as attr.cluster';
  const close = nearest(name, PEOPLE_COLUMNS);
  if (close) return `did you mean ${close}?`;
  const attribute = name.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return `remove it, or make it an attribute: ${ATTRIBUTE_PREFIX}${attribute || 'name'}; known are ${PEOPLE_COLUMNS.join(', ')}`;
}

function splitRoughly(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => trimSpace(trimSpace(cell).replace(/^"|"$/g, '')).toLowerCase());
}
