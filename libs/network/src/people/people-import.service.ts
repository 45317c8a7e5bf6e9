import { Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { checkStaged, rejections } from './people-checks.js';
import type { ByteSource } from './csv-table.js';
import { openPeopleFile, type PeopleFile } from './people-file.js';
import { stagePeople } from './people-staging.js';
import { writeStaged } from './people-upsert.js';
import { REJECTED_LISTED, type ImportOptions, type ImportReport } from './import-report.js';

/** Any fixed number: imports of one database come one after the other. */
const IMPORT_LOCK = 7_316_002;
const NOTHING = { created: 0, updated: 0, unchanged: 0 };

@Injectable()
export class PeopleImportService {
  constructor(private readonly database: DataSource) {}

  /**
   * Brings partners and reps to what a people file says, in one transaction: all of it, or with a single fault nothing, unless
   * `skipInvalid`. Partners and reps that the file does not name stay as they are. The same file again changes nothing.
   * @returns counts of what was done (of what would be, for a dry run; all zero when faults refuse the file), and the refused
   *   cells by line. Refused rows are no exception.
   * @throws Invalid `people.empty`, `people.header`, `people.encoding`, `people.csv` when the file is no table of people.
   */
  async import(source: ByteSource, options: ImportOptions = {}): Promise<ImportReport> {
    const file = await openPeopleFile(source);
    const run = this.database.createQueryRunner();
    let client: Client | undefined;
    try {
      client = (await run.connect()) as Client;
      hearErrors(client);
      await run.startTransaction();
      const report = await this.work(run, file, options);
      if (report.applied) await run.commitTransaction();
      else await run.rollbackTransaction();
      return report;
    } catch (error) {
      // When the connection itself is gone there is nothing to roll back, and the first error is the one to tell.
      if (run.isTransactionActive) await run.rollbackTransaction().catch(() => undefined);
      throw (client && lost.get(client)) ?? error;
    } finally {
      await file.rows.return(); // closes the source when it was not read to its end
      await run.release();
    }
  }

  private async work(run: QueryRunner, file: PeopleFile, options: ImportOptions): Promise<ImportReport> {
    const { dryRun = false, skipInvalid = false, listChanged = false, signal, onProgress } = options;
    const staged = await stagePeople(run, file, options);
    const tell = (phase: 'checking' | 'writing') => {
      signal?.throwIfAborted();
      onProgress?.({ phase, rows: staged.rows, bytes: file.progress().bytes });
    };
    tell('checking');
    // Not before the file is read: a slow upload would hold up every other import.
    await run.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
    await checkStaged(run, file.header.columns);
    const found = await rejections(run);
    const refused = found.rows > 0 && !skipInvalid;
    tell('writing');
    const written = refused
      ? { partners: NOTHING, reps: NOTHING, ...(listChanged && { changed: [] }) }
      : await writeStaged(run, file.header, listChanged);
    const rejected = [...staged.faults, ...found.faults].sort((a, b) => a.line - b.line).slice(0, REJECTED_LISTED);
    signal?.throwIfAborted();
    return { applied: !refused && !dryRun, dryRun, rows: staged.rows, ...written, rejectedRows: found.rows, rejected };
  }
}

/** Connections that were lost, and how; undefined: listened to, and well. */
const lost = new WeakMap<Client, Error | undefined>();

/**
 * A lost connection fails the statement that runs on it, and is told again, perhaps later, as events of the client: one that
 * nobody listens to would end the process. The pool listens only while the client is idle.
 */
function hearErrors(client: Client): void {
  if (lost.has(client)) return;
  lost.set(client, undefined);
  client.on('error', (error) => lost.set(client, lost.get(client) ?? error));
}
