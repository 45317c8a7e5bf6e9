import { Invalid, type Fault } from '@relais/platform';
import { parse } from 'csv-parse/sync';
import type { NewAbsence } from './absences.service.js';

const COLUMNS = ['rep_id', 'partner_id', 'from', 'until', 'note'];
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Reads a file of absences: CSV with a first line of names, `rep_id` or `partner_id`, `from`, `until` (empty: until further notice), `note`.
 * Commas or semicolons; UTF-8. @throws Invalid `absence.file` with every fault of form.
 */
export function readAbsenceFile(source: Buffer): NewAbsence[] {
  if (source.length > MOST_BYTES) throw new Invalid('absence.file', 'A file of absences has at most 20 MB.');
  const text = source.toString('utf8').replace(/^\ufeff/, '');
  const [head = ''] = text.split(/\r?\n/, 1);
  let lines: { record: Record<string, string>; info: { lines: number } }[];
  try {
    lines = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: head.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as typeof lines;
  } catch (error) {
    throw new Invalid('absence.file', `The file is not CSV: ${(error as Error).message}`);
  }
  const names = Object.keys(lines[0]?.record ?? {});
  const faults: Fault[] = names
    .filter((name) => !COLUMNS.includes(name))
    .map((name) => ({
      where: 'line 1',
      what: `${JSON.stringify(name)} is not a column`,
      fix: `use ${COLUMNS.join(', ')}`,
    }));
  const absences = lines.flatMap(({ record, info }): NewAbsence[] => {
    const { rep_id: rep = '', partner_id: partner = '', from = '', until = '', note = '' } = record;
    if ((rep === '') === (partner === '')) {
      faults.push({
        where: `line ${info.lines}`,
        what: 'names no rep and no partner, or both',
        fix: 'fill in rep_id or partner_id',
      });
      return [];
    }
    const days = { from, until: until || null, note: note || null, line: info.lines };
    return [rep ? { rep, ...days } : { partner, ...days }];
  });
  if (faults.length) throw new Invalid('absence.file', 'The file of absences has faults:', faults);
  return absences;
}
