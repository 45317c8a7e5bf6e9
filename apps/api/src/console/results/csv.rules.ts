/** Beginnings by which spreadsheets take a text for a formula. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

type Cell = string | number | null | Date;

/** One line of a CSV file (RFC 4180). Texts that a spreadsheet would run get an apostrophe before them. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell instanceof Date ? cell.toISOString() : cell;
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A whole file, with the mark by which spreadsheets know UTF-8. */
export const csvFile = (lines: readonly (readonly Cell[])[]): string => `\uFEFF${lines.map(csvLine).join('')}`;
