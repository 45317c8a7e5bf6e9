import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateBy, ValidateNested } from 'class-validator';
import type { BrickKind } from '@relais/editorial';
import { daysBetween, isLocalDate } from '@relais/platform';
import { Problem } from '../../http/problem.js';
import { BrickPlanDto, KINDS } from '../drafts/document.dto.js';

export const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: { validate: (value) => typeof value === 'string' && isLocalDate(value), defaultMessage: () => 'is not a date' }, // prettier-ignore
  });

/** Longest range, in days: two months with the weeks around them. */
const MOST_DAYS = 75;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class DayRange {
  @ApiProperty({ type: String, format: 'date', example: '2027-02-01' }) @IsDay() from: string;

  @ApiProperty({ type: String, format: 'date', example: '2027-02-28', description: `Included; at most ${MOST_DAYS} days` }) // prettier-ignore
  @IsDay()
  @ValidateBy({
    name: 'range',
    validator: {
      validate: (to, args) => {
        const { from } = args!.object as DayRange;
        return typeof to === 'string' && isLocalDate(to) && isLocalDate(from) && to >= from && daysBetween(from, to) < MOST_DAYS; // prettier-ignore
      },
      defaultMessage: () => `must not be before from, nor more than ${MOST_DAYS} days after it`,
    },
  })
  to: string;

  @ApiPropertyOptional({ description: 'Slug of a line' }) @IsOptional() @Matches(SLUG) @MaxLength(80) line?: string;
}

export class CalendarQuery extends DayRange {
  @ApiPropertyOptional({ description: 'Slug of a segment: the lines that name it' })
  @IsOptional()
  @Matches(SLUG)
  @MaxLength(80)
  segment?: string;
}

const STATES = ['planned', 'approved', 'scheduled', 'sent'] as const;

export class SentDto {
  @ApiProperty({ description: 'Mails accepted by the relay' }) accepted: number;
  @ApiProperty({ description: 'Still to be sent' }) waiting: number;
  @ApiProperty({ description: 'Refused, expired, cancelled, suppressed or held' }) ended: number;
  @ApiProperty({ description: 'Of these, repeats of bricks that came before' }) repeats: number;
  @ApiProperty() answered: number;
}

export class CalendarEntryDto {
  @ApiProperty({ enum: STATES, enumName: 'CalendarState', description: 'planned: a draft not yet approved; approved; scheduled: published, to come; sent: going out or gone out on this day' }) // prettier-ignore
  state: (typeof STATES)[number];
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: BrickKind;
  @ApiProperty({ type: Number, nullable: true, description: 'null: a draft of a new brick' }) brickId: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'null: published' }) draftId: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the draft: moving it is saving its plan' }) revision: number | null; // prettier-ignore
  @ApiProperty({ type: BrickPlanDto, nullable: true }) plan: BrickPlanDto | null;
  @ApiProperty({ type: SentDto, nullable: true, description: 'Of what is sent' }) sent: SentDto | null;
  @ApiProperty({ description: 'It can be moved' }) movable: boolean;
}

export class DayCountsDto {
  @ApiProperty() planned: number;
  @ApiProperty() approved: number;
  @ApiProperty() scheduled: number;
  @ApiProperty({ description: 'Bricks' }) sent: number;
}

export class CalendarDayDto {
  @ApiProperty({ type: String, format: 'date' }) date: string;
  @ApiProperty() counts: DayCountsDto;
  @ApiProperty({ type: [CalendarEntryDto] }) entries: CalendarEntryDto[];
}

export class CalendarMarkDto {
  @ApiProperty({ description: 'Slug of the segment' }) segment: string;
  @ApiProperty({ enum: ['gap', 'overload'], description: 'gap: a week without anything new; overload: more new bricks than its people get, so some come later' }) // prettier-ignore
  kind: 'gap' | 'overload';
  @ApiProperty({ type: String, format: 'date' }) from: string;
  @ApiProperty({ type: String, format: 'date', description: 'Included' }) until: string;
  @ApiProperty({ description: 'New bricks in that time' }) bricks: number;
}

export class CalendarDto {
  @ApiProperty({ type: [CalendarDayDto], description: 'Every day of the range' }) days: CalendarDayDto[];
  @ApiProperty({ type: [CalendarEntryDto], description: 'Planned and approved, without a date' }) undated: CalendarEntryDto[]; // prettier-ignore
  @ApiProperty({ type: [CalendarMarkDto] }) marks: CalendarMarkDto[];
  @ApiProperty({ type: Date, nullable: true, description: 'What is sent was counted then' }) countedAt: Date | null;
}

export class MoveForm {
  @ApiProperty({ type: BrickPlanDto, description: 'The plan that was read; another now: 409 with it' })
  @ValidateNested()
  @Type(() => BrickPlanDto)
  from: BrickPlanDto;

  @ApiPropertyOptional({ type: BrickPlanDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => BrickPlanDto)
  plan?: BrickPlanDto;

  @ApiPropertyOptional({ description: 'Place in the line' }) @IsOptional() @IsInt() @Min(0) @Max(999_999) position?: number; // prettier-ignore
}

export class MovedDto {
  @ApiProperty() plan: BrickPlanDto;
  @ApiProperty() position: number;
}

export class MoveConflictDto extends Problem {
  @ApiPropertyOptional({ type: MovedDto, description: 'As it is now (plan.moved)' }) current?: MovedDto;
}
