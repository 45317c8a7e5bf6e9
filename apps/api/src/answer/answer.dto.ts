import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ReadBy } from '../http/validation.js';
import { readAnswerForm } from './answer-form.rules.js';

/** An answer as the page's form sends it, or a program as JSON. */
@ReadBy(readAnswerForm)
export class AnswerForm {
  @ApiPropertyOptional({ type: [String], description: 'Ids of the options chosen', example: ['b'] })
  choice: string[];

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Answer in words, for open questions' })
  text: string | null;
}

/** A question that was taken back, or corrected, since it was asked. */
export class AnswerNotice {
  @ApiProperty({ enum: ['withdrawn', 'corrected'] }) kind: 'withdrawn' | 'corrected';
  @ApiProperty({ type: String, nullable: true, description: 'What was wrong, in its author’s words' }) reason:
    string | null;
  @ApiProperty({ type: [String], description: 'What it called right when it was asked' }) was: string[];
  @ApiProperty({ type: [String], description: 'What is right now' }) right: string[];
  @ApiProperty({ type: String, nullable: true, description: 'HTML' }) explanation: string | null;
}

/** What came of an answer, for programs. Correctness is there because the answer is already recorded. */
export class AnswerReceipt {
  @ApiProperty({ enum: ['answered'] }) state: string;
  @ApiProperty({ description: 'The answer of record: the first one that was confirmed', type: [String] })
  choices: string[];
  @ApiProperty({ type: String, nullable: true }) text: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: this kind of brick is not graded' }) correct:
    boolean | null;
  @ApiProperty({ type: [String] }) right: string[];
  @ApiProperty({ type: String, nullable: true, description: 'HTML' }) explanation: string | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'object', properties: { title: { type: 'string' }, url: { type: 'string' } } },
  })
  references: { title: string; url: string }[];
  @ApiProperty() answeredAt: Date;
  @ApiProperty({ description: 'false: it had been answered before, and nothing has changed' }) fresh: boolean;
  @ApiProperty({
    type: AnswerNotice,
    nullable: true,
    description: 'What no longer holds of this question; null: all of it does',
  })
  notice: AnswerNotice | null;
}
