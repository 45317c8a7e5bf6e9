import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Lenient } from '../http/validation.js';

/** What every page without a rep takes: the language, when the visitor chose one. */
@Lenient()
export class PageQuery {
  @ApiPropertyOptional({ description: 'Language of the page', example: 'fr' })
  @IsOptional()
  @IsString()
  @MaxLength(35)
  lang?: string;
}
