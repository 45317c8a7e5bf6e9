import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Lenient } from '../http/validation.js';
import { PageQuery } from '../pages/page-query.dto.js';
import { BOARD_VIEWS, type BoardKindShown } from './board-page.js';

export class BoardPath {
  @ApiProperty({ example: 'winter-sprint' })
  @Matches(/^[\w-]{1,100}$/, { message: 'is not the name of a board' })
  slug: string;
}

@Lenient()
export class BoardPageQuery extends PageQuery {
  @ApiPropertyOptional({ enum: BOARD_VIEWS, default: 'rep' })
  @IsIn(BOARD_VIEWS)
  by: BoardKindShown = 'rep';

  @ApiPropertyOptional({ description: 'Where to go on, from the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
