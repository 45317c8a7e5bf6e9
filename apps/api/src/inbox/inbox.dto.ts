import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Limit } from '../http/limit.js';

const ID = /^[1-9]\d{0,17}$/;

export class InboxDelivery {
  @ApiProperty({ description: 'Id of the delivery' }) @Matches(ID, { message: 'is not the id of a delivery' }) deliveryId: string; // prettier-ignore
}

export class InboxHistoryQuery {
  @Limit({ most: 50, usual: 10 }) limit: number = 10;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @Matches(ID, { message: 'is not a cursor of this list' })
  before?: string;
}

/** Slugs of lines. Named twice so that a line that came meanwhile, and was not shown, stays as it is. */
export class OwnLinesForm {
  @ApiProperty({ type: [String], description: 'The lines the person saw' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  shown: string[];

  @ApiProperty({ type: [String], description: 'Those of them to receive' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  wanted: string[];
}

export class OwnPauseForm {
  @ApiProperty({ description: 'The day on which bricks come again', example: '2026-12-24' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date, such as 2026-12-24' })
  until: string;
}

export class OwnLineDto {
  @ApiProperty() slug: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'By language' }) name: Record<string, string>; // prettier-ignore
  @ApiProperty() stopped: boolean;
}

export class OwnPreferencesDto {
  @ApiProperty({ type: [OwnLineDto] }) lines: OwnLineDto[];
  @ApiProperty({ description: 'Every mail is stopped' }) everything: boolean;
  @ApiProperty({ description: 'The person’s own date', example: '2026-11-23' }) today: string;
  @ApiProperty({ type: String, nullable: true, description: 'The day on which bricks come again; null: no pause' }) pausedUntil: string | null; // prettier-ignore
}
