import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { Invalid } from '@relais/platform';
import { TextDecoding, type TextEncodingName } from './encoding.rules.js';

/** One row of a table. */
export interface TableRow {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  cells: string[];
}

/** A table that is being read. */
export interface Table {
  delimiter: string;
  /** The header is the first. Rows without any text are left out. */
  rows: AsyncGenerator<TableRow, void>;
  /** So far; the encoding is known once a character outside ASCII was met. */
  progress(): { bytes: number; encoding: TextEncodingName | undefined };
}

/** Bytes as they arrive; a text counts as UTF-8. */
export type ByteSource = AsyncIterable<Uint8Array | string>;

/** More than any row can have whose cells are short enough: a larger one is a quote that was never closed. */
const MAX_RECORD_BYTES = 512 * 1024;
const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Opens a CSV file in UTF-8, UTF-16 or Windows-1252. Reads no further ahead than its consumer, so a file of any size takes the
 * same memory. Stop reading and the source is closed.
 * @param chooseDelimiter tells the separator from the header line.
 * @throws while reading: Invalid `people.encoding`, `people.csv`.
 */
export async function openTable(source: ByteSource, chooseDelimiter: (headerLine: string) => string): Promise<Table> {
  const decoding = new TextDecoding();
  const count = { bytes: 0 };
  const texts = decode(source, decoding, count);
  const head = await readHead(texts);
  const delimiter = chooseDelimiter(head.split(LINE_BREAK).find((line) => line.trim() !== '') ?? '');
  const rows = readRows(prepend(head, texts), delimiter);
  return { delimiter, rows, progress: () => ({ bytes: count.bytes, encoding: decoding.encoding }) };
}

async function* decode(
  source: ByteSource,
  decoding: TextDecoding,
  count: { bytes: number },
): AsyncGenerator<string, void> {
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    count.bytes += bytes.length;
    yield decoding.push(bytes);
  }
  yield decoding.end();
}

/** Text up to the end of the header line at least. */
async function readHead(texts: AsyncGenerator<string, void>): Promise<string> {
  let head = '';
  while (!/\S[^\r\n]*[\r\n]/.test(head) && head.length < MAX_RECORD_BYTES) {
    const next = await texts.next();
    if (next.done) break;
    head += next.value;
  }
  return head.replace(/^\ufeff/, '');
}

async function* prepend(head: string, rest: AsyncIterable<string>): AsyncGenerator<string, void> {
  if (head !== '') yield head;
  yield* rest;
}

async function* readRows(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<TableRow, void> {
  const position = { lineEnd: 0, doubled: 0 };
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true, // the row is told apart by its cells, with its line
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_RECORD_BYTES,
    on_record: (cells: string[], { lines }) => locate(cells, lines, position) as unknown as string[],
  });
  const feeding = pipeline(Readable.from(texts), parser);
  feeding.catch(() => undefined); // it fails for the reader of the parser too, who reports it
  try {
    for await (const row of parser as Parser & AsyncIterable<TableRow>) yield row;
  } catch (error) {
    throw error instanceof CsvError ? notCsv(error, position.lineEnd + 1) : error;
  }
}

/** The parser counts lines where a record ends, and a line break CR LF inside quotes as two. */
function locate(cells: string[], lines: number, position: { lineEnd: number; doubled: number }): TableRow {
  let breaks = 0;
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue;
    for (const [kind] of cell.matchAll(LINE_BREAK)) {
      breaks++;
      if (kind.length === 2) position.doubled++;
    }
  }
  position.lineEnd = lines - position.doubled;
  return { line: position.lineEnd - breaks, cells };
}

const QUOTING = 'put the whole cell in quotes and double each quote inside it: "the ""blue"" one"';

function notCsv(error: CsvError, line: number): Invalid {
  const whats: Record<string, [string, string]> = {
    CSV_QUOTE_NOT_CLOSED: ['a quote opens in this row and never closes', QUOTING],
    CSV_MAX_RECORD_SIZE: [
      `this row is longer than ${MAX_RECORD_BYTES / 1024} KB: a quote opens and never closes`,
      QUOTING,
    ],
    CSV_INVALID_CLOSING_QUOTE: ['text follows the closing quote of a cell', QUOTING],
    INVALID_OPENING_QUOTE: ['a quote stands inside a cell that does not begin with one', QUOTING],
  };
  const [what, fix] = whats[error.code] ?? [error.message, QUOTING];
  return new Invalid('people.csv', 'The people file is not a table that can be read.', [
    { where: `line ${line}`, what, fix },
  ]);
}
