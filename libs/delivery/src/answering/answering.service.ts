import { Injectable } from '@nestjs/common';
import { askedAs, BrickVersions, gradeAnswer, wordingFor } from '@relais/editorial';
import { Batcher, dayOf, Gone, JobQueue, NotFound, prepared, rows, SignedLinks } from '@relais/platform';
import { DataSource } from 'typeorm';
import { answersRecorded } from '../delivery.jobs.js';
import type { AnswerRoute } from '../entities/answer.entity.js';
import type { Notice } from '../retracting/notice.rules.js';
import { Notices } from '../retracting/notices.js';
import { ANSWER_LINK } from '../sending/own-addresses.js';
import type { AnswerInput, AnswerView } from './answer-view.js';
import { NEXT, OPEN, RECORD, RECORDED, SHARES } from './answering-statements.js';
import { toView, type OpenedRow, type RecordedRow } from './answer-view.rules.js';

interface Given {
  id: string;
  versionId: number;
  choices: string[];
  text: string | null;
  correct: boolean | null;
  route: AnswerRoute;
}

/** The brick that waits after the one just answered. */
interface NextRow {
  repId: number;
  /** The delivery just answered. */
  after: string;
  id: string;
  versionId: number;
  occurrence: number;
  answerUntil: Date;
  locale: string;
}

/** Between two bells for answers, in milliseconds: a job costs more than an answer, and nobody waits for it. */
const TELLING_REST_MS = 100;

/**
 * Opens deliveries by their links and records the one answer of each. Requests that arrive together share their SQL
 * statements, so that a morning's rush costs little more than one answer; each is durable before it is acknowledged.
 */
@Injectable()
export class AnsweringService {
  private readonly opening: Batcher<string, OpenedRow | null>;
  private readonly recording: Batcher<Given, RecordedRow | null>;
  private readonly following: Batcher<[number, string], NextRow | null>;
  private readonly telling: Batcher<string, void>;

  constructor(
    private readonly db: DataSource,
    private readonly links: SignedLinks,
    private readonly versions: BrickVersions,
    private readonly jobs: JobQueue,
    private readonly notices: Notices,
  ) {
    this.opening = new Batcher((ids) => this.readRows(ids), { concurrency: 2 });
    this.recording = new Batcher((given) => this.record(given), { concurrency: 2 });
    this.following = new Batcher((pairs) => this.readNext(pairs), { concurrency: 2 });
    this.telling = new Batcher((ids) => this.tell(ids));
  }

  /** Can this token be one of ours? Costs no SQL: enough for HEAD and for scanners. */
  knows(token: string): boolean {
    return this.links.read(ANSWER_LINK, token) !== null;
  }

  /**
   * What the answer page shows. Reads only.
   * @throws NotFound `answer.unknown-link` for a token that is not ours or whose delivery is gone.
   */
  async open(token: string): Promise<AnswerView> {
    const row = await this.find(token);
    const brick = await this.brick(row);
    const shares = row.answeredAt && brick.kind === 'poll' ? await this.shares(row.versionId) : null;
    const recorded = row.answeredAt ? { ...row, answeredAt: row.answeredAt, fresh: false } : null;
    return toView(row, brick, recorded, shares, await this.notice(row));
  }

  /**
   * Records the answer, or gives the one that was recorded before: a repeat changes nothing and shows the same result.
   * @throws NotFound as `open`; Gone `answer.expired` after the last day, `answer.withdrawn` when the brick was taken back;
   *   Invalid `answer.*` when the input is not an answer to this brick.
   */
  async answer(token: string, input: AnswerInput, route: AnswerRoute): Promise<AnswerView> {
    const row = await this.find(token);
    const brick = await this.brick(row);
    if (row.answeredAt) return this.open(token);
    refuseLate(row);
    const graded = gradeAnswer(brick, input);
    const recorded = await this.recording.submit({ id: row.id, versionId: row.versionId, ...graded, route });
    if (!recorded) throw new Gone('answer.expired', 'This brick can no longer be answered.');
    if (recorded.fresh) void this.telling.submit(row.id);
    const shares = brick.kind === 'poll' ? await this.shares(row.versionId) : null;
    return toView(row, brick, recorded, shares, await this.notice(row));
  }

  /** The rep's next brick that waits for an answer, with a link to it. */
  async next(repId: number, after: string): Promise<{ token: string; title: string } | null> {
    const found = await this.following.submit([repId, after]);
    if (!found) return null;
    const brick = await this.brick(found);
    const token = this.links.sign(ANSWER_LINK, { id: Number(found.id), untilDay: dayOf(found.answerUntil) });
    return { token, title: wordingFor(brick, found.locale).wording.title };
  }

  private async find(token: string): Promise<OpenedRow> {
    const claim = this.links.read(ANSWER_LINK, token);
    const row = claim && (await this.opening.submit(String(claim.id)));
    // A delivery whose mail was never given to a relay has no link out in the world.
    if (!row)
      throw new NotFound('answer.unknown-link', 'This link is not known here. It may have been cut on its way.');
    return row;
  }

  /** Costs nothing while the question is the current one: then nothing of it was taken back. */
  private async notice(row: OpenedRow): Promise<Notice | null> {
    const current = row.versionId === row.currentVersionId && row.brickStatus === 'published';
    return current ? null : this.notices.of(row, row.locale);
  }

  /** The brick as this delivery asks it: its version, and of that the variant of its occurrence. */
  private async brick({ versionId, occurrence }: { versionId: number; occurrence: number }) {
    return askedAs((await this.versions.read([versionId])).get(versionId)!, occurrence);
  }

  private async readRows(ids: string[]): Promise<(OpenedRow | null)[]> {
    const found = await prepared<OpenedRow>(this.db, OPEN, [JSON.stringify([...new Set(ids)])]);
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async readNext(pairs: [number, string][]): Promise<(NextRow | null)[]> {
    const found = await prepared<NextRow>(this.db, NEXT, [JSON.stringify(pairs)]);
    const byPair = new Map(found.map((row) => [`${row.repId} ${row.after}`, row]));
    return pairs.map(([repId, after]) => byPair.get(`${repId} ${after}`) ?? null);
  }

  /** Two requests for one delivery may share a batch: the first is the answer, the other gets its row. */
  private async record(given: Given[]): Promise<(RecordedRow | null)[]> {
    const first = new Map<string, Given>();
    for (const g of given) if (!first.has(g.id)) first.set(g.id, g);
    const all = [...first.values()];
    const written = await prepared<{ id: string; answeredAt: Date }>(this.db, RECORD, [JSON.stringify(all)]);
    const byId = new Map<string, RecordedRow>();
    for (const { id, answeredAt } of written) {
      const { choices, text, correct } = first.get(id)!;
      byId.set(id, { choices, text, correct, answeredAt, fresh: true });
    }
    const missing = all.filter((g) => !byId.has(g.id)).map((g) => g.id);
    if (missing.length)
      for (const { id, ...row } of await rows<RecordedRow & { id: string }>(this.db, RECORDED, [missing]))
        byId.set(id, row);
    return given.map((g) => {
      const row = byId.get(g.id);
      if (!row) return null;
      return row.fresh && first.get(g.id) !== g ? { ...row, fresh: false } : row;
    });
  }

  /** One job for all answers that came while the last one was being rung: a job costs more than an answer. */
  private async tell(ids: string[]): Promise<void[]> {
    await this.jobs.ring(answersRecorded, [{ deliveryIds: ids }]);
    await new Promise((resolve) => setTimeout(resolve, TELLING_REST_MS).unref());
    return ids.map(() => undefined);
  }

  private async shares(versionId: number): Promise<{ id: string; count: number }[]> {
    return rows<{ id: string; count: number }>(this.db, SHARES, [versionId]);
  }
}

function refuseLate(row: OpenedRow): void {
  if (row.brickStatus === 'withdrawn') throw new Gone('answer.withdrawn', 'This brick was taken back by its author.');
  if (row.late) throw new Gone('answer.expired', 'The time to answer this brick is over.');
}
