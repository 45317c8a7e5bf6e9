import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Lenient } from '../http/validation.js';
import { PageQuery } from '../pages/page-query.dto.js';
import { MAIL_VIEWS, type MailView } from './mailbox-page.js';

const MAIL_ID = /^[1-9]\d{0,17}$/;
/** Anything one could have sent to; control characters no text column takes. */
const ADDRESS = /^[^\p{Cc}]{0,320}$/u;
const NOT_AN_ID = { message: 'is not the id of a mail' };

export class MailPath {
  @ApiProperty({ example: '12' })
  @IsString()
  @MaxLength(40)
  id: string;
}

/** Which mails a program wants, newest first. */
export class MailboxListQuery {
  @ApiPropertyOptional({ default: 1000, minimum: 1, maximum: 10_000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  limit: number = 1_000;

  @ApiPropertyOptional({ description: 'Only mails to this address' })
  @IsOptional()
  @Matches(ADDRESS, { message: 'is not an address' })
  to?: string;

  @ApiPropertyOptional({ description: 'Only mails before the one with this id' })
  @IsOptional()
  @Matches(MAIL_ID, NOT_AN_ID)
  before?: string;
}

@Lenient()
export class MailboxPageQuery extends PageQuery {
  @IsOptional()
  @Matches(ADDRESS, { message: 'is not an address' })
  to?: string;

  @IsOptional()
  @Matches(MAIL_ID, NOT_AN_ID)
  before?: string;
}

@Lenient()
export class MailPageQuery extends PageQuery {
  @IsIn(MAIL_VIEWS)
  view: MailView = 'html';
}

/** A caught mail in the list. */
export class MailSummaryDto {
  @ApiProperty() id: string;
  @ApiProperty() to: string;
  @ApiProperty() subject: string;
  @ApiProperty() date: Date;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the delivery it carries' }) delivery: string | null;
}

/** A caught mail, opened. */
export class MailDto extends MailSummaryDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'By name in lower case' })
  headers: Record<string, string>;
  @ApiProperty() text: string;
  @ApiProperty() html: string;
}
