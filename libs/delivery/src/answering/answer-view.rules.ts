import { fillNames, hasVariants, wordingFor, type Explanation, type PublishedBrick } from '@relais/editorial';
import type { Notice } from '../retracting/notice.rules.js';
import type { AnswerOutcome, AnswerView, Why } from './answer-view.js';

/** A delivery as its page shows it, whether answered or not. */
export interface DeliveryRow {
  id: string;
  repId: number;
  lineId: number;
  brickId: number;
  versionId: number;
  occurrence: number;
  answerUntil: Date;
  late: boolean;
  brickStatus: string;
  currentVersionId: number | null;
  lineSlug: string;
  lineName: Record<string, string>;
  lineLocale: string;
  firstName: string;
  lastName: string;
  locale: string;
  timeZone: string;
  partnerName: string;
  why: Why | null;
}

/** The answer of record. */
export interface Recorded {
  choices: string[];
  text: string | null;
  correct: boolean | null;
  answeredAt: Date;
  /** By this very request. */
  fresh: boolean;
}

/**
 * Builds what the page may show. The key enters only through `recorded`: without an answer of record nothing of it is read.
 * @param counts answers per option of a poll. @param notice what no longer holds of it.
 */
export function toView(
  row: DeliveryRow,
  brick: PublishedBrick,
  recorded: Recorded | null,
  counts: { id: string; count: number }[] | null,
  notice: Notice | null,
): AnswerView {
  const { locale, wording, explanation } = wordingFor(brick, row.locale);
  const names = { rep: { firstName: row.firstName, lastName: row.lastName }, partner: { name: row.partnerName } };
  return {
    deliveryId: row.id,
    state: recorded ? 'answered' : row.brickStatus === 'withdrawn' ? 'withdrawn' : row.late ? 'expired' : 'open',
    rep: {
      id: row.repId,
      firstName: row.firstName,
      lastName: row.lastName,
      locale: row.locale,
      timeZone: row.timeZone,
      partnerName: row.partnerName,
    },
    line: {
      slug: row.lineSlug,
      name: row.lineName[row.locale] ?? row.lineName[locale] ?? row.lineName[row.lineLocale] ?? row.lineSlug,
    },
    locale,
    kind: brick.kind,
    title: fillNames(wording.title, names, 'text'),
    bodyHtml: fillNames(wording.bodyHtml, names, 'html'),
    options: wording.options.map(({ id, html }) => ({ id, html })),
    multiple: brick.question.multiple,
    maxLength: brick.question.maxLength,
    references: wording.references,
    video: wording.video,
    answerUntil: row.answerUntil,
    repeat:
      row.occurrence > 0 && row.why
        ? { occurrence: row.occurrence, why: row.why, otherWords: hasVariants(brick) }
        : null,
    notice: recorded || row.brickStatus === 'withdrawn' ? notice : null,
    outcome: recorded && outcomeOf(brick, recorded, explanation, counts),
  };
}

function outcomeOf(
  brick: PublishedBrick,
  { choices, text, correct, answeredAt, fresh }: Recorded,
  explanation: Explanation | null,
  counts: { id: string; count: number }[] | null,
): AnswerOutcome {
  const total = (counts ?? []).reduce((sum, c) => sum + c.count, 0);
  return {
    choices,
    text,
    correct,
    right: brick.key.right,
    explanationHtml: explanation?.html ?? null,
    answeredAt,
    fresh,
    shares: counts && counts.map((c) => ({ id: c.id, share: total ? c.count / total : 0 })),
  };
}
