import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { Invalid } from '@relais/platform';
import { TextDecoding, type TextEncodingName } from './encoding.rules.js';
import { detectDelimiter, readHeader, type Delimiter, type PeopleHeader } from './people-columns.rules.js';

/** One row after the header. */
export interface PeopleRecord {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  cells: string[];
}

/** A people file whose header has been read. */
export interface PeopleFile {
  header: PeopleHeader;
  delimiter: Delimiter;
  records: AsyncIterable<PeopleRecord>;
  /** So far; the encoding is known once a character outside ASCII was met. */
  progress(): { bytes: number; encoding: TextEncodingName | undefined };
}

/** Bytes as they arrive; a text counts as UTF-8. */
export type ByteSource = AsyncIterable<Uint8Array | string>;

/** More than any row can have whose cells are short enough: a larger one is a quote that was never closed. */
const MAX_RECORD_BYTES = 512 * 1024;
const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Opens a table of people: CSV with comma, semicolon or tab, in UTF-8, UTF-16 or Windows-1252. Reads no further ahead than its
 * consumer, so a file of any size takes the same memory. Stop reading and the source is closed.
 * @throws Invalid `people.empty`, `people.header`; while reading `people.encoding`, `people.csv`.
 */
export async function openPeopleFile(source: ByteSource): Promise<PeopleFile> {
  const decoding = new TextDecoding();
  const count = { bytes: 0 };
  const texts = decode(source, decoding, count);
  try {
    const head = await readHead(texts);
    const delimiter = detectDelimiter(head.split(LINE_BREAK).find((line) => line.trim() !== '') ?? '');
    const records = readRecords(prepend(head, texts), delimiter);
    const first = await records.next();
    if (first.done)
      throw new Invalid('people.empty', 'The people file is empty: its first line has to name the columns.');
    const header = readHeader(first.value.cells, first.value.line);
    return { header, delimiter, records, progress: () => ({ bytes: count.bytes, encoding: decoding.encoding }) };
  } catch (error) {
    await texts.return();
    throw error;
  }
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

async function* readRecords(texts: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<PeopleRecord, void> {
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
    for await (const record of parser as Parser & AsyncIterable<PeopleRecord>) yield record;
  } catch (error) {
    throw error instanceof CsvError ? notCsv(error, position.lineEnd + 1) : error;
  }
}

/** The parser counts lines where a record ends, and a line break CR LF inside quotes as two. */
function locate(cells: string[], lines: number, position: { lineEnd: number; doubled: number }): PeopleRecord {
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
