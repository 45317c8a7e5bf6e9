import { Invalid } from '@relais/platform';
import { openTable, type ByteSource, type Table, type TableRow } from './csv-table.js';
import { detectDelimiter, readHeader, type PeopleHeader } from './people-columns.rules.js';

/** A people file whose header has been read. */
export interface PeopleFile {
  header: PeopleHeader;
  /** The rows after the header, to be read once. */
  rows: AsyncGenerator<TableRow, void>;
  progress: Table['progress'];
}

/**
 * Opens a table of people: CSV with comma, semicolon or tab, in UTF-8, UTF-16 or Windows-1252.
 * @throws Invalid `people.empty`, `people.header`; here or while reading `people.encoding`, `people.csv`.
 */
export async function openPeopleFile(source: ByteSource): Promise<PeopleFile> {
  const { rows, progress } = await openTable(source, detectDelimiter);
  const first = await rows.next();
  if (first.done)
    throw new Invalid('people.empty', 'The people file is empty: its first line has to name the columns.');
  try {
    return { header: readHeader(first.value.cells, first.value.line), rows, progress };
  } catch (error) {
    await rows.return(); // closes the source
    throw error;
  }
}
