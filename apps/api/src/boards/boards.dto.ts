import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { BOARD_KINDS, type BoardKind } from '@relais/challenges';
import { Limit } from '../http/limit.js';

export class BoardSlug {
  @ApiProperty({ example: 'winter-sprint' })
  @Matches(/^[\w-]{1,100}$/, { message: 'is not the name of a board' })
  slug: string;
}

export class BoardQuery {
  @ApiPropertyOptional({ enum: BOARD_KINDS, default: 'rep', description: 'Whom the board ranks' })
  @IsIn(BOARD_KINDS)
  by: BoardKind = 'rep';

  @Limit({ description: 'Entries of one answer' }) limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class BoardDto {
  @ApiProperty({ example: 'winter-sprint' }) slug: string;
  @ApiProperty({ description: 'Name by language', additionalProperties: { type: 'string' }, type: 'object' })
  name: Record<string, string>;
}

export class BoardEntryDto {
  @ApiProperty({ description: 'Equal for equals' }) rank: number;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Claire D.',
    description: 'Null: of a company one does not see',
  })
  name: string | null;
  @ApiProperty({ description: 'A person: the sum; a company or segment: the mean over all enrolled' }) points: number;
}

export class BoardPageDto {
  @ApiProperty() board: BoardDto;
  @ApiProperty({ description: 'Points awarded before this moment are counted' }) asOf: Date;
  @ApiProperty({ type: [BoardEntryDto] }) entries: BoardEntryDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next part; null: this was the last' }) next:
    string | null;
}
