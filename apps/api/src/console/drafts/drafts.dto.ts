import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { DRAFT_ACTS, DRAFT_STATES, type BrickKind, type DraftAct, type DraftState } from '@relais/editorial';
import { Problem, ProblemFault } from '../../http/problem.js';
import { IsTexts, LARGEST_ID, OneOrMany } from '../console-input.js';
import { BrickPlanDto, DraftDocumentDto, KINDS } from './document.dto.js';
import { Limit } from '../../http/limit.js';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class DraftId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) id: number;
}

export class DraftsQuery {
  @ApiPropertyOptional({ description: 'Slug of a line' }) @IsOptional() @Matches(SLUG) @MaxLength(80) line?: string;

  @ApiPropertyOptional({ enum: DRAFT_STATES, enumName: 'DraftState', isArray: true, description: 'Default: the open ones' }) // prettier-ignore
  @OneOrMany()
  @IsIn(DRAFT_STATES, { each: true })
  state: DraftState[] = ['draft', 'in-review', 'approved'];

  @ApiPropertyOptional({ description: 'true: only those I wrote in; false: only those I did not' })
  @IsOptional()
  @IsIn(['true', 'false'])
  mine?: 'true' | 'false';

  @Limit() limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  before?: number;
}

export class NewDraftForm {
  @ApiProperty({ description: 'Slug of the line' }) @IsString() @MaxLength(80) line: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) @IsIn(KINDS) kind: BrickKind;
  @ApiProperty({ description: 'In the language of the line; the slug is made of it' }) @IsString() @Length(0, 2000) title: string; // prettier-ignore

  @ApiPropertyOptional({ type: BrickPlanDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => BrickPlanDto)
  plan?: BrickPlanDto;
}

export class RevisionOfForm {
  @ApiProperty() @IsInt() @Min(1) @Max(LARGEST_ID) brickId: number;
}

export class DraftForm {
  @ApiProperty({ description: 'The revision that was read; any other now: 409 with the draft as it is' })
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  revision: number;

  @ApiPropertyOptional({ description: 'The whole text; complete or not' })
  @IsOptional()
  @ValidateNested()
  @Type(() => DraftDocumentDto)
  document?: DraftDocumentDto;

  @ApiPropertyOptional({ type: BrickPlanDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => BrickPlanDto)
  plan?: BrickPlanDto;

  @ApiPropertyOptional({ description: 'Place in the line' }) @IsOptional() @IsInt() @Min(0) @Max(999_999) position?: number; // prettier-ignore

  @ApiPropertyOptional({ description: 'Number of the brick’s current version, after looking at what it changed' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  basedOn?: number;
}

export class DraftCheckForm {
  @ApiProperty({ description: 'Slug of the line' }) @IsString() @MaxLength(80) line: string;
  @ApiProperty() @ValidateNested() @Type(() => DraftDocumentDto) document: DraftDocumentDto;

  @ApiPropertyOptional({ type: BrickPlanDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => BrickPlanDto)
  plan?: BrickPlanDto;
}

export class RevisionForm {
  @ApiProperty({ description: 'The revision that was read' }) @IsInt() @Min(1) @Max(LARGEST_ID) revision: number;
}

export class ReturnForm extends RevisionForm {
  @ApiPropertyOptional({ description: 'What is asked for' }) @IsOptional() @IsString() @Length(1, 2000) note?: string;
}

export class PublishForm extends RevisionForm {
  @ApiPropertyOptional({ type: BrickPlanDto, description: 'When it comes; calendar lines need a day or a date' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BrickPlanDto)
  plan?: BrickPlanDto;
}

export class WriterDto {
  @ApiProperty() id: number;
  @ApiProperty({ type: String, nullable: true, description: 'null: the account was removed' }) name: string | null;
}

export class DraftCheckDto {
  @ApiProperty({ type: [ProblemFault], description: '`where` is the path of the field in the document, such as wordings.0.options.1.text, or plan.day' }) // prettier-ignore
  faults: ProblemFault[];
  @ApiProperty({ type: [String], description: 'Locales whose master was revised after their translation' })
  outdated: string[];
}

export class DraftDto extends DraftCheckDto {
  @ApiProperty() id: number;
  @ApiProperty({ description: 'Send it back with every change' }) revision: number;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty({ description: 'Language of the line: that of the master' }) locale: string;
  @ApiProperty({ enum: ['sequence', 'calendar'], enumName: 'LineMode' }) mode: 'sequence' | 'calendar';
  @ApiProperty({ type: Number, nullable: true, description: 'null: a new brick' }) brickId: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Number of the version it began from' }) basedOn: number | null; // prettier-ignore
  @ApiProperty({ type: Number, nullable: true, description: 'Number of the brick’s current version. Not `basedOn`: look at the differences, then save with basedOn' }) // prettier-ignore
  current: number | null;
  @ApiProperty() slug: string;
  @ApiProperty() position: number;
  @ApiProperty() plan: BrickPlanDto;
  @ApiProperty() document: DraftDocumentDto;
  @ApiProperty({ enum: DRAFT_STATES, enumName: 'DraftState' }) state: DraftState;
  @ApiProperty({ type: String, nullable: true, description: 'What the reviewer asks for' }) note: string | null;
  @ApiProperty({ type: [WriterDto], description: 'Everybody who changed the text; none of them may approve it' })
  writers: WriterDto[];
  @ApiProperty({ type: WriterDto, nullable: true }) sentBy: WriterDto | null;
  @ApiProperty({ type: Date, nullable: true }) sentAt: Date | null;
  @ApiProperty({ type: WriterDto, nullable: true }) approvedBy: WriterDto | null;
  @ApiProperty({ type: Date, nullable: true }) approvedAt: Date | null;
  @ApiProperty({ type: WriterDto, nullable: true }) publishedBy: WriterDto | null;
  @ApiProperty({ type: Date, nullable: true }) publishedAt: Date | null;
  @ApiProperty({ type: WriterDto }) updatedBy: WriterDto;
  @ApiProperty() updatedAt: Date;
  @ApiProperty({ enum: DRAFT_ACTS, enumName: 'DraftAct', isArray: true, description: 'What you can do now' }) acts: DraftAct[]; // prettier-ignore
}

export class DraftConflictDto extends Problem {
  @ApiPropertyOptional({ type: DraftDto, description: 'The draft as it is now (draft.changed, draft.overtaken)' })
  current?: DraftDto;
}

export class ListedDraftDto {
  @ApiProperty() id: number;
  @ApiProperty() revision: number;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty({ type: Number, nullable: true }) brickId: number | null;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: BrickKind;
  @ApiProperty({ enum: DRAFT_STATES, enumName: 'DraftState' }) state: DraftState;
  @ApiProperty() plan: BrickPlanDto;
  @ApiProperty({ type: [WriterDto] }) writers: WriterDto[];
  @ApiProperty({ type: WriterDto, nullable: true }) approvedBy: WriterDto | null;
  @ApiProperty({ type: WriterDto }) updatedBy: WriterDto;
  @ApiProperty() updatedAt: Date;
  @ApiProperty({ enum: DRAFT_ACTS, enumName: 'DraftAct', isArray: true }) acts: DraftAct[];
}

export class DraftsDto {
  @ApiProperty({ type: [ListedDraftDto] }) drafts: ListedDraftDto[];
  @ApiProperty({ type: Number, nullable: true, description: '`before` of the next part; null: this was the last' }) next: number | null; // prettier-ignore
}

export class WithdrawForm {
  @ApiPropertyOptional({ description: 'true: tell nobody', default: false }) @IsOptional() @IsBoolean() quiet?: boolean;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What was wrong, by locale; told to those who answered a quiz',
    example: { en: 'The K2 stops at −40 °C.' },
  })
  @IsOptional()
  @IsTexts()
  reason?: Record<string, string>;
}
