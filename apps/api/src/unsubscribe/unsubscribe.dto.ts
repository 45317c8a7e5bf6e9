import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Lenient } from '../http/validation.js';

/** A field that a form may hold once or several times. */
const asList = ({ value }: { value: unknown }): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];

export const ACTIONS = ['stop', 'resume', 'choose', 'pause', 'go-on'] as const;
export const PAUSES = ['week', 'two-weeks', 'day'] as const;

/** What a rep wishes. Lenient: mail providers send the one-click form, and some add fields. */
@Lenient()
export class PreferencesForm {
  @ApiPropertyOptional({
    description: 'One-Click: stop the line of this mail at once (RFC 8058)',
    example: 'One-Click',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  'List-Unsubscribe'?: string;

  @ApiPropertyOptional({ enum: ACTIONS })
  @IsOptional()
  @IsIn(ACTIONS)
  action?: (typeof ACTIONS)[number];

  @ApiPropertyOptional({ enum: ['line', 'all'], description: 'stop: what' })
  @IsOptional()
  @IsIn(['line', 'all'])
  topic?: 'line' | 'all';

  @ApiPropertyOptional({ type: [String], description: 'choose: the lines the person saw' })
  @IsOptional()
  @Transform(asList)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  @ArrayMaxSize(200)
  shown?: string[];

  @ApiPropertyOptional({ type: [String], description: 'choose: those of them to receive' })
  @IsOptional()
  @Transform(asList)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  @ArrayMaxSize(200)
  lines?: string[];

  @ApiPropertyOptional({ enum: PAUSES, description: 'pause: for how long' })
  @IsOptional()
  @IsIn(PAUSES)
  pause?: (typeof PAUSES)[number];

  @ApiPropertyOptional({ description: 'pause until a day: the day on which mails come again', example: '2026-12-24' })
  @IsOptional()
  @Matches(/^(\d{4}-\d{2}-\d{2})?$/, { message: 'must be a date, such as 2026-12-24' })
  day?: string;
}
