import { ApiProperty } from '@nestjs/swagger';
import type { AnswerView } from '@relais/delivery';
import { AnswerNotice } from '../answer/answer.dto.js';
import type { StandingShown } from '../answer/result-page.js';
import { webAddress } from '../pages/web-address.rules.js';

const KINDS = ['info', 'quiz', 'poll', 'open', 'video'] as const;
const STATES = ['open', 'answered', 'expired', 'withdrawn'] as const;

export class InboxLineDto {
  @ApiProperty() slug: string;
  @ApiProperty({ description: 'In the person’s language' }) name: string;
}

export class InboxOptionDto {
  @ApiProperty({ example: 'b' }) id: string;
  @ApiProperty({ description: 'Sanitised HTML' }) html: string;
}

export class InboxReferenceDto {
  @ApiProperty() title: string;
  @ApiProperty() url: string;
}

export class InboxVideoDto {
  @ApiProperty() url: string;
  @ApiProperty({ type: Number, nullable: true }) minutes: number | null;
}

export class InboxRepeatDto {
  @ApiProperty({ example: 'right-in-a-row', description: 'Why it came again' }) why: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The number that belongs to the reason' }) count: number | null; // prettier-ignore
  @ApiProperty({ description: 'The same point in other words' }) otherWords: boolean;
}

export class InboxShareDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Of all answers, 0 to 1' }) share: number;
}

export class InboxOutcomeDto {
  @ApiProperty({ type: [String], description: 'The answer of record: the first one that was confirmed' }) choices: string[]; // prettier-ignore
  @ApiProperty({ type: String, nullable: true }) text: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: this kind is not graded' }) correct: boolean | null;
  @ApiProperty({ type: [String] }) right: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Sanitised HTML' }) explanationHtml: string | null;
  @ApiProperty() answeredAt: Date;
  @ApiProperty({ description: 'False: it had been answered before, and nothing has changed' }) fresh: boolean;
  @ApiProperty({ type: [InboxShareDto], nullable: true, description: 'Polls only' }) shares: InboxShareDto[] | null;
}

/** A brick as one person meets it. Nothing of the key before the answer is recorded. */
export class InboxBrickDto {
  @ApiProperty() deliveryId: string;
  @ApiProperty({ enum: STATES, enumName: 'InboxBrickState' }) state: (typeof STATES)[number];
  @ApiProperty() line: InboxLineDto;
  @ApiProperty({ description: 'Language of the wording', example: 'fr' }) locale: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: (typeof KINDS)[number];
  @ApiProperty() title: string;
  @ApiProperty({ description: 'Sanitised HTML' }) bodyHtml: string;
  @ApiProperty({ type: [InboxOptionDto] }) options: InboxOptionDto[];
  @ApiProperty({ description: 'Several options may be chosen' }) multiple: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Of an answer in words, in characters' }) maxLength: number | null; // prettier-ignore
  @ApiProperty({ type: [InboxReferenceDto] }) references: InboxReferenceDto[];
  @ApiProperty({ type: InboxVideoDto, nullable: true }) video: InboxVideoDto | null;
  @ApiProperty() answerUntil: Date;
  @ApiProperty({ type: InboxRepeatDto, nullable: true }) repeat: InboxRepeatDto | null;
  @ApiProperty({ type: InboxOutcomeDto, nullable: true }) outcome: InboxOutcomeDto | null;
  @ApiProperty({ type: AnswerNotice, nullable: true }) notice: AnswerNotice | null;

  static of(view: AnswerView): InboxBrickDto {
    const { deliveryId, state, line, locale, kind, title, bodyHtml, options, multiple, maxLength, answerUntil } = view;
    const told = kind === 'info' || kind === 'video';
    return {
      ...{ deliveryId, state, line, locale, kind, title, bodyHtml, options, multiple, maxLength, answerUntil },
      // The reference answers a question, so it waits for the answer; of a text to read it is part.
      references: view.outcome || told ? view.references.filter(({ url }) => webAddress(url)) : [],
      video: view.video && webAddress(view.video.url) ? view.video : null,
      repeat: view.repeat && {
        why: view.repeat.why.code,
        count: typeof view.repeat.why.count === 'number' ? view.repeat.why.count : null,
        otherWords: view.repeat.otherWords,
      },
      outcome: view.outcome,
      notice: view.notice && {
        kind: view.notice.kind,
        reason: view.notice.reason,
        was: view.notice.was.map(({ text }) => text),
        right: view.notice.right.map(({ text }) => text),
        explanation: view.notice.explanation?.html ?? null,
      },
    };
  }
}

export class InboxStandingDto {
  @ApiProperty({ example: 'winter-sprint' }) slug: string;
  @ApiProperty({ description: 'In the person’s language' }) name: string;
  @ApiProperty() points: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: no place yet' }) rank: number | null;
  @ApiProperty({ description: 'People on the board' }) of: number;

  static of({ path, name, points, rank, of }: StandingShown): InboxStandingDto {
    return { slug: decodeURIComponent(path.split('/').at(-1)!), name, points, rank, of };
  }
}

export class InboxDto {
  @ApiProperty({ type: [InboxBrickDto], description: 'What waits for an answer, oldest first' })
  bricks: InboxBrickDto[];
  @ApiProperty({ description: 'Days in a row with an answer, of those on which a brick came' }) streak: number;
  @ApiProperty({ type: String, nullable: true, description: 'The day on which bricks come again' }) pausedUntil: string | null; // prettier-ignore
  @ApiProperty({ description: 'Every mail is stopped' }) stopped: boolean;
  @ApiProperty({ type: [InboxStandingDto] }) standings: InboxStandingDto[];
}

export class InboxAnswerDto {
  @ApiProperty() brick: InboxBrickDto;
  @ApiProperty({ type: Number, nullable: true, description: 'Points this answer brought; null: not known yet' }) won: number | null; // prettier-ignore
  @ApiProperty({ description: 'The points are still to come' }) pending: boolean;
  @ApiProperty({ type: [InboxStandingDto] }) standings: InboxStandingDto[];
  @ApiProperty() streak: number;
}

export class InboxHistoryDto {
  @ApiProperty({ type: [InboxBrickDto] }) bricks: InboxBrickDto[];
  @ApiProperty({ type: String, nullable: true, description: '`before` of the next part; null: this was the last' }) next: string | null; // prettier-ignore
}
