import { Injectable } from '@nestjs/common';
import { askedAs, BrickVersions, gradeAnswer, wordingFor, type PublishedBrick } from '@relais/editorial';
import {
  Batcher,
  Gone,
  Invalid,
  JobQueue,
  NotFound,
  prepared,
  rows,
  SignedLinks,
  type LinkClaim,
} from '@relais/platform';
import { DataSource } from 'typeorm';
import { answersRecorded } from '../delivery.jobs.js';
import type { AnswerRoute } from '../entities/answer.entity.js';
import type { Notice } from '../retracting/notice.rules.js';
import { Notices } from '../retracting/notices.js';
import { ANSWER_LINK, answerClaim, askedBy, type Asked } from '../sending/answer-link.rules.js';
import type { AnswerInput, AnswerView } from './answer-view.js';
import { NEXT, OPEN, RECORD, SHARES } from './answering-statements.js';
import { toView, type DeliveryRow, type Recorded } from './answer-view.rules.js';

interface Given extends Asked {
  id: string;
  choices: string[];
  text: string | null;
  correct: boolean | null;
  route: AnswerRoute;
}

/** A delivery with its answer, if there is one. */
interface OpenedRow extends DeliveryRow, Omit<Recorded, 'answeredAt' | 'fresh'> {
  answeredAt: Date | null;
}

/** A delivery that was answered just now. */
type WrittenRow = DeliveryRow & Pick<Recorded, 'answeredAt'>;

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

/** While one statement is at work, the next collects; half of what many connections bring at once is enough to begin with. */
const RUSH = { concurrency: 2, eager: 32 };

/** Between two bells for answers, in milliseconds: a job costs more than an answer, and nobody waits for it. */
const TELLING_REST_MS = 250;
/** Answers of one job. */
const TOLD = 500;

/**
 * Opens deliveries by their links and records the one answer of each. Requests that arrive together share their SQL
 * statements, so that a morning's rush costs little more than one answer; each is durable before it is acknowledged.
 */
@Injectable()
export class AnsweringService {
  private readonly opening: Batcher<string, OpenedRow | null>;
  private readonly recording: Batcher<Given, WrittenRow | null>;
  private readonly following: Batcher<[number, string], NextRow | null>;
  private readonly telling: Batcher<string, void>;

  constructor(
    private readonly db: DataSource,
    private readonly links: SignedLinks,
    private readonly versions: BrickVersions,
    private readonly jobs: JobQueue,
    private readonly notices: Notices,
  ) {
    this.opening = new Batcher((ids) => this.readRows(ids), RUSH);
    this.recording = new Batcher((given) => this.write(given), RUSH);
    this.following = new Batcher((pairs) => this.readNext(pairs), { concurrency: 2 });
    this.telling = new Batcher((ids) => this.tell(ids), { max: 100 * TOLD });
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
    return this.show(await this.find(this.claim(token)));
  }

  /**
   * Records the answer, or gives the one that was recorded before: a repeat changes nothing and shows the same result.
   * @throws NotFound as `open`; Gone `answer.expired` after the last day, `answer.withdrawn` when the brick was taken back;
   *   Invalid `answer.*` when the input is not an answer to this brick.
   */
  async answer(token: string, input: AnswerInput, route: AnswerRoute): Promise<AnswerView> {
    const claim = this.claim(token);
    const told = askedBy(claim);
    // Nearly always a first answer, in time, to what the mail asked: one statement. What else it may be is found out by looking.
    const first = told && (await this.record(claim, told, input, route).catch(unlessInvalid));
    if (first) return first;
    const row = await this.find(claim);
    if (row.answeredAt) return this.show(row);
    refuseLate(row);
    const recorded = await this.record(claim, row, input, route);
    if (recorded) return recorded;
    const now = await this.find(claim); // somebody was faster, or its last moment has passed
    if (now.answeredAt) return this.show(now);
    throw new Gone('answer.expired', 'This brick can no longer be answered.');
  }

  /** The rep's next brick that waits for an answer, with a link to it. */
  async next(repId: number, after: string): Promise<{ token: string; title: string } | null> {
    const found = await this.following.submit([repId, after]);
    if (!found) return null;
    const brick = (await this.brick(found))!;
    const token = this.links.sign(ANSWER_LINK, answerClaim(found));
    return { token, title: wordingFor(brick, found.locale).wording.title };
  }

  private claim(token: string): LinkClaim {
    const claim = this.links.read(ANSWER_LINK, token);
    if (!claim) throw unknown();
    return claim;
  }

  private async find({ id }: LinkClaim): Promise<OpenedRow> {
    const row = await this.opening.submit(String(id));
    if (!row) throw unknown(); // a delivery that is gone
    return row;
  }

  /** Grades and writes in one go; null: this is not what was asked, not in time, or not the first answer. */
  private async record(
    { id }: LinkClaim,
    { versionId, occurrence }: Asked,
    input: AnswerInput,
    route: AnswerRoute,
  ): Promise<AnswerView | null> {
    const brick = await this.brick({ versionId, occurrence });
    if (!brick) return null;
    const graded = gradeAnswer(brick, input);
    const row = await this.recording.submit({ id: String(id), versionId, occurrence, ...graded, route });
    if (!row) return null;
    void this.telling.submit(row.id);
    return this.view(row, brick, { ...graded, answeredAt: row.answeredAt, fresh: true });
  }

  private async show(row: OpenedRow): Promise<AnswerView> {
    const { choices, text, correct, answeredAt } = row;
    const recorded = answeredAt && { choices, text, correct, answeredAt, fresh: false };
    return this.view(row, (await this.brick(row))!, recorded);
  }

  private async view(row: DeliveryRow, brick: PublishedBrick, recorded: Recorded | null): Promise<AnswerView> {
    const shares = recorded && brick.kind === 'poll' ? await this.shares(row.versionId) : null;
    return toView(row, brick, recorded, shares, await this.notice(row));
  }

  /** Costs nothing while the question is the current one: then nothing of it was taken back. */
  private async notice(row: DeliveryRow): Promise<Notice | null> {
    const current = row.versionId === row.currentVersionId && row.brickStatus === 'published';
    return current ? null : this.notices.of(row, row.locale);
  }

  /** The brick as a delivery asks it: its version, and of that the variant of its occurrence; null: there is no such version. */
  private async brick({ versionId, occurrence }: Asked): Promise<PublishedBrick | null> {
    const version = (await this.versions.read([versionId])).get(versionId);
    return version ? askedAs(version, occurrence) : null;
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

  /** Of two answers to one delivery in a batch the first is the answer; the other is not written. */
  private async write(given: Given[]): Promise<(WrittenRow | null)[]> {
    const first = new Map<string, Given>();
    for (const g of given) if (!first.has(g.id)) first.set(g.id, g);
    const written = await prepared<WrittenRow>(this.db, RECORD, [JSON.stringify([...first.values()])]);
    const byId = new Map(written.map((row) => [row.id, row]));
    return given.map((g) => (first.get(g.id) === g && byId.get(g.id)) || null);
  }

  /** Few jobs for all answers that came while the last ones were being rung: a job costs more than an answer. */
  private async tell(ids: string[]): Promise<void[]> {
    const jobs = Array.from({ length: Math.ceil(ids.length / TOLD) }, (_, n) => ({
      deliveryIds: ids.slice(n * TOLD, (n + 1) * TOLD),
    }));
    await this.jobs.ring(answersRecorded, jobs);
    await new Promise((resolve) => setTimeout(resolve, TELLING_REST_MS).unref());
    return ids.map(() => undefined);
  }

  private async shares(versionId: number): Promise<{ id: string; count: number }[]> {
    return rows<{ id: string; count: number }>(this.db, SHARES, [versionId]);
  }
}

const unknown = (): NotFound =>
  new NotFound('answer.unknown-link', 'This link is not known here. It may have been cut on its way.');

/** The question may have changed since the mail: then it is this input's validity for today's question that counts. */
function unlessInvalid(error: unknown): null {
  if (error instanceof Invalid) return null;
  throw error;
}

function refuseLate(row: DeliveryRow): void {
  if (row.brickStatus === 'withdrawn') throw new Gone('answer.withdrawn', 'This brick was taken back by its author.');
  if (row.late) throw new Gone('answer.expired', 'The time to answer this brick is over.');
}
