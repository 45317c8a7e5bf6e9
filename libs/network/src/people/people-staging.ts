import { pipeline } from 'node:stream/promises';
import { rows } from '@relais/platform';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';
import { defineFirstCodes } from '../files/named-codes.js';
import type { KnownCodes } from '../segments/segment.rules.js';
import { REJECTED_LISTED, type ImportOptions, type RejectedCell } from './import-report.js';
import { PEOPLE_COLUMNS } from './people-columns.rules.js';
import type { PeopleFile } from './people-file.js';
import { readPerson } from './person-row.rules.js';

/** What reading the rows one by one brought to light. */
export interface Staged {
  rows: number;
  /** Faults of single rows, by line; the first {@link REJECTED_LISTED}. */
  faults: RejectedCell[];
}

/** Rows handed to the database at once: large enough to spare calls, small enough for any memory. */
const BATCH = 500;

const STAGING = `
CREATE TEMPORARY TABLE staged_person (
  line integer, rejected boolean, ${PEOPLE_COLUMNS.map((name) => `${name} text`).join(', ')}, attributes jsonb
) ON COMMIT DROP;
CREATE TEMPORARY TABLE staged_fault (line integer, field text, reason text, fix text) ON COMMIT DROP;`;

/**
 * Streams the rows into the temporary table `staged_person` of the transaction (COPY: neither the file nor the rows are held
 * in memory). Rows with faults are staged too, marked `rejected`, so that later checks can say why something is missing.
 */
export async function stagePeople(run: QueryRunner, file: PeopleFile, options: ImportOptions): Promise<Staged> {
  if (options.codes) await defineFirstCodes(run.manager, options.codes);
  const known = await knownCodes(run);
  await run.query(STAGING);
  const client = (await run.connect()) as Client;
  const staged: Staged = { rows: 0, faults: [] };
  const columns = ['line', 'rejected', ...PEOPLE_COLUMNS, 'attributes'].join(', ');
  await pipeline(
    copyLines(file, known, staged, options),
    client.query(copyFrom(`COPY staged_person (${columns}) FROM STDIN`)),
  );
  await run.query('ANALYZE staged_person'); // a new table has no statistics, and the plans of the checks depend on them
  return staged;
}

async function knownCodes(run: QueryRunner): Promise<KnownCodes> {
  const list = await rows<{ kind: string; code: string }>(
    run.manager,
    `SELECT 'tier' AS kind, code, position FROM network.tier UNION ALL SELECT 'channel', code, position FROM network.channel_type ORDER BY position`,
  );
  const codes = (kind: string) => new Set(list.filter((row) => row.kind === kind).map((row) => row.code));
  return { tiers: codes('tier'), channelTypes: codes('channel') };
}

async function* copyLines(
  file: PeopleFile,
  known: KnownCodes,
  staged: Staged,
  options: ImportOptions,
): AsyncGenerator<string> {
  let batch = '';
  for await (const { line, cells } of file.rows) {
    const { row, faults } = readPerson(cells, file.header, known);
    for (const fault of faults) if (staged.faults.length < REJECTED_LISTED) staged.faults.push({ line, ...fault });
    const values = PEOPLE_COLUMNS.map((column) => copyText(row[column])).join('\t');
    batch += `${line}\t${faults.length ? 't' : 'f'}\t${values}\t${copyText(JSON.stringify(row.attributes))}\n`;
    if (++staged.rows % BATCH > 0) continue;
    options.signal?.throwIfAborted();
    options.onProgress?.({ phase: 'reading', rows: staged.rows, bytes: file.progress().bytes });
    yield batch;
    batch = '';
  }
  yield batch;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text format. */
function copyText(value: string | null): string {
  return value === null ? '\\N' : value.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c]!);
}
