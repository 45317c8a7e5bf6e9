import { Injectable } from '@nestjs/common';
import { askedAs, gradeAnswer, SketchesQueries, type Sketch, type SketchOf } from '@relais/editorial';
import { repsInScope, type Scope } from '@relais/network';
import { Clock, NotFound, rows } from '@relais/platform';
import PostalMime from 'postal-mime';
import { DataSource } from 'typeorm';
import { toView, type DeliveryRow } from '../answering/answer-view.rules.js';
import type { AnswerInput, AnswerView } from '../answering/answer-view.js';
import { MailWords } from '../sending/mail-words.js';
import { OwnAddresses } from '../sending/own-addresses.js';

/** Through whose eyes a brick is looked at: a rep, or somebody made up. */
export interface PreviewReader {
  firstName: string;
  lastName: string;
  partnerName: string;
  locale: string;
  timeZone: string;
}

/** A mail as its reader would get it. */
export interface PreviewedMail {
  subject: string;
  from: string;
  html: string;
  text: string;
  /** Language of the wording: the reader's, or the one it falls back to. */
  locale: string;
}

/** What a look depends on besides the brick. `occurrence`: 0 the first presentation, then its repeats, which ask the variants. */
export interface PreviewOptions {
  reader: PreviewReader;
  occurrence?: number;
  /** Where the links of the mail lead. */
  url?: string;
}

const DAY = 86_400_000;

/** Shows bricks as their mails and pages would be, from the same parts, without writing anything. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sketches: SketchesQueries,
    private readonly words: MailWords,
    private readonly addresses: OwnAddresses,
  ) {}

  /** @throws NotFound `draft.unknown`, `version.unknown` */
  sketch(of: SketchOf): Promise<Sketch> {
    return this.sketches.find(of);
  }

  /** A rep as a reader. @throws NotFound `rep.unknown`, also for one outside the scope */
  async readerOf(repId: number, scope: Scope): Promise<PreviewReader> {
    const seen = repsInScope(scope, 'r', 2);
    const [reader] = await rows<PreviewReader>(
      this.db,
      `SELECT r.first_name AS "firstName", r.last_name AS "lastName", p.name AS "partnerName", r.locale, r.time_zone AS "timeZone"
         FROM network.rep AS r JOIN network.partner AS p ON p.id = r.partner_id WHERE r.id = $1 AND ${seen.sql}`,
      [repId, ...seen.parameters],
    );
    if (!reader) throw new NotFound('rep.unknown', 'There is no such rep.');
    return reader;
  }

  /** The mail, read back from the very bytes that would be sent. */
  async mail(sketch: Sketch, options: PreviewOptions): Promise<PreviewedMail> {
    const to = { name: 'Preview', address: 'preview@preview.invalid' };
    const raw = this.compose(sketch, { ...options, to, messageId: '<preview@preview.invalid>' });
    const { subject = '', html = '', text = '' } = await PostalMime.parse(raw);
    const { name, address } = this.addresses.from;
    const from = name ? `${name} <${address}>` : address;
    return { subject, from, html, text, locale: this.view(sketch, options).locale };
  }

  /** The finished message. @param mark put before the subject. */
  compose(
    { brick, line }: Sketch,
    {
      reader,
      occurrence = 0,
      url = 'about:blank',
      to,
      messageId,
      mark = '',
      headers,
    }: PreviewOptions & {
      to: { name: string; address: string };
      messageId: string;
      mark?: string;
      headers?: Record<string, string>;
    },
  ): Buffer {
    const asked = askedAs(brick, occurrence);
    const { locale, firstName, lastName, partnerName } = reader;
    const lineName = line.name[locale] ?? line.name[locale.split('-')[0]!] ?? line.name[line.locale] ?? line.slug;
    const frame = { locale, lineName, why: null, nameless: firstName === '', replies: false };
    const names = { 'rep.firstName': firstName, 'rep.lastName': lastName, 'partner.name': partnerName };
    return this.words
      .compile(asked, frame, mark)
      .render(
        { ...names, answerUrl: url, unsubscribeUrl: url },
        { messageId, date: this.clock.now(), from: this.addresses.from, to, ...(headers && { headers }) },
      );
  }

  /**
   * The page, before an answer or, with one, after it. The answer is graded and forgotten.
   * @throws Invalid `answer.*` for an answer that could not be given.
   */
  view({ brick, line }: Sketch, { reader, occurrence = 0 }: PreviewOptions, answer?: AnswerInput): AnswerView {
    const asked = askedAs(brick, occurrence);
    const now = this.clock.now();
    const row: DeliveryRow = {
      id: '0',
      repId: 0,
      lineId: line.id,
      brickId: brick.brickId,
      versionId: brick.versionId,
      occurrence: 0,
      answerUntil: new Date(now.getTime() + line.answerWithinDays * DAY),
      late: false,
      brickStatus: 'published',
      currentVersionId: brick.versionId,
      lineSlug: line.slug,
      lineName: line.name,
      lineLocale: line.locale,
      ...reader,
      why: null,
    };
    const recorded = answer ? { ...gradeAnswer(asked, answer), answeredAt: now, fresh: true } : null;
    const counts = recorded && asked.kind === 'poll' ? recorded.choices.map((id) => ({ id, count: 1 })) : null;
    return toView(row, asked, recorded, counts, null);
  }
}
