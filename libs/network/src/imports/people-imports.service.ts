import { Injectable, Logger } from '@nestjs/common';
import { Conflict, Invalid, NotFound, rows } from '@relais/platform';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { ImportProgress } from '../people/import-report.js';
import { PeopleImportService } from '../people/people-import.service.js';
import type { PeopleImport } from './people-import.entity.js';

/** An import without its file. */
export type ListedImport = Omit<PeopleImport, 'content' | 'leaseUntil' | 'attempts'>;

/** The largest file, in bytes: some 400,000 rows. */
export const MOST_IMPORT_BYTES = 64 * 1024 * 1024;
const LEASE_SECONDS = 60;
/** Three processes that died over a file: it is not tried a fourth time. */
const MOST_ATTEMPTS = 3;
/** Pieces in which a file is read, so that progress can be told. */
const PIECE = 256 * 1024;

const LISTED = `id, name, bytes, state, skip_invalid AS "skipInvalid", progress, report, refusal, uploaded_by AS "uploadedBy", created_at AS "createdAt", updated_at AS "updatedAt"`;
const CLAIM = `
UPDATE network.people_import SET lease_until = now() + $1 * interval '1 second', attempts = attempts + 1, updated_at = now()
 WHERE id = (SELECT id FROM network.people_import WHERE state IN ('waiting', 'applying') AND (lease_until IS NULL OR lease_until < now()) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, content, state, skip_invalid AS "skipInvalid", attempts`;

/**
 * People files that come in over the web: the row is the truth, whoever holds its lease works on it, and everybody may look. A file is
 * checked by doing everything and undoing it; only then can it be applied.
 */
@Injectable()
export class PeopleImportsService {
  private readonly log = new Logger('Import');

  constructor(
    private readonly db: DataSource,
    private readonly people: PeopleImportService,
  ) {}

  /** Keeps a file and has it checked. @throws Invalid `people.empty` */
  async upload(name: string, content: Buffer, who: number): Promise<ListedImport> {
    if (content.length === 0) throw new Invalid('people.empty', 'The file is empty.');
    const [made] = await rows<ListedImport>(
      this.db,
      `INSERT INTO network.people_import (name, bytes, content, uploaded_by) VALUES ($1, $2, $3, $4) RETURNING ${LISTED}`,
      [name, content.length, content, who],
    );
    return made!;
  }

  /** @throws NotFound `import.unknown` */
  async find(id: number): Promise<ListedImport> {
    const [found] = await rows<ListedImport>(this.db, `SELECT ${LISTED} FROM network.people_import WHERE id = $1`, [id]); // prettier-ignore
    if (!found) throw new NotFound('import.unknown', 'There is no such import.');
    return found;
  }

  /** The latest ones, latest first. */
  async list(limit: number): Promise<ListedImport[]> {
    return rows<ListedImport>(this.db, `SELECT ${LISTED} FROM network.people_import ORDER BY id DESC LIMIT $1`, [limit]); // prettier-ignore
  }

  /**
   * Has a checked file applied. What it does is counted anew: the network may have changed since the check.
   * @param skipInvalid leave refused rows out; otherwise one refuses the file.
   * @throws NotFound `import.unknown`; Conflict `import.state`; Conflict `import.rejected-rows` when rows were refused and are not to be skipped
   */
  async apply(id: number, { skipInvalid = false } = {}): Promise<ListedImport> {
    const before = await this.find(id);
    if (before.report?.rejectedRows && !skipInvalid)
      throw new Conflict('import.rejected-rows', `${before.report.rejectedRows} rows are refused. Mend the file, or leave them out.`); // prettier-ignore
    const [applying] = await rows<ListedImport>(
      this.db,
      `UPDATE network.people_import SET state = 'applying', skip_invalid = $2, progress = NULL, attempts = 0, lease_until = NULL, updated_at = now()
        WHERE id = $1 AND state = 'checked' AND content IS NOT NULL RETURNING ${LISTED}`,
      [id, skipInvalid],
    );
    if (!applying) throw new Conflict('import.state', `An import that is ${before.state} cannot be applied. Upload the file again.`); // prettier-ignore
    return applying;
  }

  /** Works on one file, if any waits. @returns whether one did. */
  async work(signal?: AbortSignal): Promise<boolean> {
    const [job] = await rows<Pick<PeopleImport, 'id' | 'state' | 'skipInvalid' | 'attempts'> & { content: Buffer }>(this.db, CLAIM, [LEASE_SECONDS]); // prettier-ignore
    if (!job) return false;
    if (job.attempts > MOST_ATTEMPTS) {
      await this.end(job.id, { state: 'failed' });
      return true;
    }
    const renewal = setInterval(() => void this.renew(job.id), (LEASE_SECONDS * 1000) / 4).unref();
    try {
      const dryRun = job.state === 'waiting';
      const report = await this.people.import(Readable.from(pieces(job.content)), {
        dryRun,
        // A check shows what the good rows would do; whether the bad ones refuse the file is decided when it is applied.
        skipInvalid: dryRun || job.skipInvalid,
        listChanged: dryRun,
        onProgress: this.teller(job.id),
        ...(signal && { signal }),
      });
      await this.end(job.id, { state: dryRun ? 'checked' : report.applied ? 'applied' : 'checked', report });
    } catch (error) {
      if (signal?.aborted) {
        await this.giveBack(job.id);
        return true;
      }
      if (!(error instanceof Invalid)) {
        this.log.error(`import ${job.id}: ${(error as Error).stack ?? String(error)}`);
        await this.end(job.id, { state: 'failed' });
      } else {
        const { code, message, details } = error;
        await this.end(job.id, { state: 'refused', refusal: { code, message, faults: [...details] } });
      }
    } finally {
      clearInterval(renewal);
    }
    return true;
  }

  /** Files are personal data: none is kept longer than it is needed. */
  async prune(): Promise<void> {
    await rows(this.db, `UPDATE network.people_import SET content = NULL WHERE content IS NOT NULL AND state NOT IN ('waiting', 'applying') AND updated_at < now() - interval '1 day'`); // prettier-ignore
    await rows(this.db, `DELETE FROM network.people_import WHERE created_at < now() - interval '1 year'`);
  }

  private teller(id: number): (progress: ImportProgress) => void {
    let told = 0;
    return (progress) => {
      const now = performance.now();
      if (now - told < 500 && progress.phase === 'reading') return;
      told = now;
      void rows(this.db, 'UPDATE network.people_import SET progress = $2 WHERE id = $1', [id, progress]).catch(
        () => {},
      );
    };
  }

  private async renew(id: number): Promise<void> {
    await rows(this.db, `UPDATE network.people_import SET lease_until = now() + $2 * interval '1 second' WHERE id = $1`, [id, LEASE_SECONDS]).catch(() => {}); // prettier-ignore
  }

  private async giveBack(id: number): Promise<void> {
    await rows(this.db, `UPDATE network.people_import SET lease_until = NULL, attempts = attempts - 1 WHERE id = $1`, [id]); // prettier-ignore
  }

  private async end(
    id: number,
    { state, report, refusal }: Partial<Pick<PeopleImport, 'state' | 'report' | 'refusal'>>,
  ): Promise<void> {
    // prettier-ignore
    await rows(
      this.db,
      `UPDATE network.people_import SET state = $2, report = coalesce($3, report), refusal = $4, lease_until = NULL, attempts = 0, progress = NULL, updated_at = now(),
              content = CASE WHEN $2 IN ('applied', 'refused', 'failed') THEN NULL ELSE content END WHERE id = $1`,
      [id, state, report ?? null, refusal ?? null],
    );
  }
}

function* pieces(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}
