import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { BrickKind } from '@relais/editorial';
import { DayRange } from '../calendar/calendar.dto.js';
import { KINDS } from '../drafts/document.dto.js';
import { Limit } from '../../http/limit.js';

const TEXTS = { type: 'object', additionalProperties: { type: 'string' }, description: 'By language' } as const;

export class ResultsQuery extends DayRange {}

export class OpenAnswersQuery {
  @Limit() limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @Matches(/^\d{1,16}-[1-9]\d{0,17}$/, { message: 'is not a cursor of this list' })
  before?: string;
}

export class BrickResultDto {
  @ApiProperty() brickId: number;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty(TEXTS) lineName: Record<string, string>;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: BrickKind;
  @ApiProperty({ type: String, nullable: true }) theme: string | null;
  @ApiProperty({ description: 'People it reached' }) reached: number;
  @ApiProperty({ description: 'Of these, who answered when it first came' }) answered: number;
  @ApiProperty({ description: 'Graded answers, repeats among them' }) graded: number;
  @ApiProperty() correct: number;
}

export class LineResultDto {
  @ApiProperty({ description: 'Slug' }) line: string;
  @ApiProperty(TEXTS) lineName: Record<string, string>;
  @ApiProperty() bricks: number;
  @ApiProperty({ description: 'Bricks that reached somebody, times people' }) reached: number;
  @ApiProperty() answered: number;
  @ApiProperty() graded: number;
  @ApiProperty() correct: number;
}

export class ResultDayDto {
  @ApiProperty({ type: String, format: 'date' }) day: string;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty({ description: 'Mails taken by the relay' }) accepted: number;
  @ApiProperty({ description: 'Of these, how many were answered' }) answered: number;
  @ApiProperty() graded: number;
  @ApiProperty() correct: number;
}

const COUNTED = { type: Date, nullable: true, description: 'When the sums were made; null: there are none yet' } as const; // prettier-ignore
const DAYS: ApiPropertyOptions = { type: [ResultDayDto], description: 'By day and line; days on which nothing came are left out' }; // prettier-ignore

export class ResultsDto {
  @ApiProperty({ type: [LineResultDto] }) lines: LineResultDto[];
  @ApiProperty({ type: [BrickResultDto] }) bricks: BrickResultDto[];
  @ApiProperty(DAYS) days: ResultDayDto[];
  @ApiProperty(COUNTED) countedAt: Date | null;
}

export class BrickResultsDto {
  @ApiProperty() brick: BrickResultDto;
  @ApiProperty(DAYS) days: ResultDayDto[];
  @ApiProperty(COUNTED) countedAt: Date | null;
}

export class ChoiceResultDto {
  @ApiProperty({ description: 'Number of the version' }) number: number;
  @ApiProperty({ description: '0: the question of the brick; then its variants' }) occurrence: number;
  @ApiProperty({ example: 'b' }) choice: string;
  @ApiProperty({ type: String, nullable: true, description: 'In the master language' }) text: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: this kind knows no right answer' }) right: boolean | null; // prettier-ignore
  @ApiProperty() answers: number;
}

export class ChoicesDto {
  @ApiProperty({ type: [ChoiceResultDto], description: 'The latest version first' }) choices: ChoiceResultDto[];
}

export class AnswererDto {
  @ApiProperty() id: number;
  @ApiProperty() name: string;
  @ApiProperty() partner: string;
}

export class OpenAnswerDto {
  @ApiProperty() id: string;
  @ApiProperty() answeredAt: Date;
  @ApiProperty() text: string;
  @ApiProperty() rep: AnswererDto;
}

export class OpenAnswersDto {
  @ApiProperty({ type: [OpenAnswerDto], description: 'Latest first' }) answers: OpenAnswerDto[];
  @ApiProperty({ type: String, nullable: true, description: '`before` of the next part; null: this was the last' }) next: string | null; // prettier-ignore
}

export class ProficiencyCellDto {
  @ApiProperty({ description: 'Slug of the segment' }) segment: string;
  @ApiProperty(TEXTS) segmentName: Record<string, string>;
  @ApiProperty() theme: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Share of right answers, 0 to 1; null: fewer than five people' }) // prettier-ignore
  proficiency: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'People looked at; null: fewer than five' }) people: number | null; // prettier-ignore
}

export class ProficiencyDto {
  @ApiProperty({ type: [ProficiencyCellDto] }) cells: ProficiencyCellDto[];
  @ApiProperty({ description: 'One of so many people was looked at; 1: everybody' }) oneOf: number;
}
