import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator'; // prettier-ignore
import type { EditedLine, LineMode, LineSettings, LineStart, LineStatus, Localised, Spacing } from '@relais/editorial';
import { Problem } from '../../http/problem.js';
import { IsTexts, LARGEST_ID } from '../console-input.js';

const MODES = ['sequence', 'calendar'] as const;
const STARTS = ['slot', 'enrolment'] as const;
const STATUSES = ['active', 'paused', 'draft'] as const;
const SPACINGS = ['ladder', 'academic', 'fsrs'] as const;
const TEXTS = { type: 'object', additionalProperties: { type: 'string' } } as const;

export class LineSlug {
  @ApiProperty() @IsString() @MaxLength(80) slug: string;
}

/** What of a line can be changed. */
export class LineSettingsForm implements Omit<LineSettings, 'slug' | 'status'> {
  @ApiProperty({ ...TEXTS, example: { en: 'First steps', fr: 'Premiers pas' } }) @IsTexts(2_000) name: Localised;
  @ApiPropertyOptional({ ...TEXTS, default: {} }) @IsTexts(2_000) description: Localised = {};
  @ApiProperty({ example: 'en', description: 'The master language' }) @IsString() @MaxLength(40) locale: string;

  @ApiProperty({ type: [String], description: 'Slugs of segments; a rep in any of them hears the line' })
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(80, { each: true })
  segments: string[];

  @ApiProperty({ enum: MODES, enumName: 'LineMode' }) @IsIn(MODES) mode: LineMode;

  @ApiPropertyOptional({ enum: STARTS, enumName: 'LineStart', default: 'slot', description: 'Sequences: whether the first brick waits for the next slot or comes on joining' }) // prettier-ignore
  @IsIn(STARTS)
  start: LineStart = 'slot';

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, default: null, description: 'Calendars: day 0' })
  @ValidateIf((_, value) => value !== null)
  @IsString()
  @MaxLength(10)
  startsOn: string | null = null;

  @ApiProperty({ type: [Number], example: [1, 3, 5], description: 'ISO: 1 is Monday' })
  @IsArray()
  @ArrayMaxSize(7)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: number[];

  @ApiProperty({ example: '09:00', description: 'The rep’s local time' }) @IsString() @MaxLength(5) at: string;
  @ApiPropertyOptional({ example: '18:00', default: '18:00' }) @IsString() @MaxLength(5) until: string = '18:00';

  @ApiPropertyOptional({
    enum: SPACINGS,
    enumName: 'Spacing',
    default: 'ladder',
    description: 'When a quiz comes back',
  })
  @IsIn(SPACINGS)
  spacing: Spacing = 'ladder';

  @ApiPropertyOptional({ default: 30, minimum: 1, maximum: 365 }) @IsInt() @Min(1) @Max(365) answerWithinDays: number = 30; // prettier-ignore
}

export class NewLineForm extends LineSettingsForm {
  @ApiProperty({ example: 'first-steps' }) @IsString() @MaxLength(80) slug: string;

  @ApiPropertyOptional({ enum: ['active', 'draft'], default: 'draft', description: 'A draft reaches nobody yet' })
  @IsOptional()
  @IsIn(['active', 'draft'])
  status?: 'active' | 'draft';
}

export class LineRevisionForm {
  @ApiProperty({ description: 'The revision that was read' }) @IsInt() @Min(1) @Max(LARGEST_ID) revision: number;
}

export class LineChangeForm extends LineSettingsForm {
  @ApiProperty({ description: 'The revision that was read; any other now: 409 with the line as it is' })
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  revision: number;
}

export class LineBricksDto {
  @ApiProperty() published: number;
  @ApiProperty() withdrawn: number;
  @ApiProperty({ description: 'Open drafts' }) drafts: number;
}

export class LineDto implements LineSettings {
  @ApiProperty() slug: string;
  @ApiProperty(TEXTS) name: Localised;
  @ApiProperty(TEXTS) description: Localised;
  @ApiProperty() locale: string;
  @ApiProperty({ type: [String] }) segments: string[];
  @ApiProperty({ enum: MODES, enumName: 'LineMode' }) mode: LineMode;
  @ApiProperty({ enum: STARTS, enumName: 'LineStart' }) start: LineStart;
  @ApiProperty({ type: String, format: 'date', nullable: true }) startsOn: string | null;
  @ApiProperty({ type: [Number] }) weekdays: number[];
  @ApiProperty() at: string;
  @ApiProperty() until: string;
  @ApiProperty({ enum: SPACINGS, enumName: 'Spacing' }) spacing: Spacing;
  @ApiProperty() answerWithinDays: number;
  @ApiProperty({ enum: STATUSES, enumName: 'LineStatus' }) status: LineStatus;
  @ApiProperty({ description: 'Send it back with every change' }) revision: number;
  @ApiProperty() bricks: LineBricksDto;
  @ApiProperty({ description: 'Differs from its file, or has none: `relais content export` writes it back' })
  editedInConsole: boolean;
  @ApiProperty() updatedAt: Date;

  static of({ line, ...rest }: EditedLine): LineDto {
    return { ...line, ...rest };
  }
}

export class LinesDto {
  @ApiProperty({ type: [LineDto] }) lines: LineDto[];
}

export class LineConflictDto extends Problem {
  @ApiPropertyOptional({ type: LineDto, description: 'The line as it is now (line.changed)' }) current?: LineDto;
}
