import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Lenient } from '../http/validation.js';

/** What stops, or starts again. Lenient: mail providers send the one-click form, and some add fields. */
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

  @ApiPropertyOptional({ enum: ['stop', 'resume'] })
  @IsOptional()
  @IsIn(['stop', 'resume'])
  action?: 'stop' | 'resume';

  @ApiPropertyOptional({ enum: ['line', 'all'] })
  @IsOptional()
  @IsIn(['line', 'all'])
  topic?: 'line' | 'all';
}
