import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Limit } from '../http/limit.js';

const LARGEST_ID = 2 ** 31 - 1;
const REP_STATUSES = ['active', 'suspended', 'left'] as const;
/** PostgreSQL keeps no NUL in a text. */
const NO_NUL = /^[^\0]*$/;

export class NetworkId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) id: number;
}

export class PageForm {
  @Limit() limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

export class PartnersQuery extends PageForm {
  @ApiPropertyOptional({
    type: String,
    description: 'Companies directly below this one, by id; `top`: the topmost one sees; left out: all, at every level',
    example: 'top',
  })
  @IsOptional()
  @Matches(/^(top|[1-9]\d{0,8})$/, { message: 'must be top or the id of a partner' })
  under?: string;

  @ApiPropertyOptional({ description: 'Beginning of the name or of a word of it, or of the id' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(NO_NUL)
  search?: string;

  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) @Matches(NO_NUL) tier?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) @Matches(NO_NUL) channelType?: string;
  @ApiPropertyOptional({ example: 'FR' }) @IsOptional() @Matches(/^[A-Z]{2}$/, { message: 'must be a country, such as FR' }) country?: string; // prettier-ignore
}

export class RepsQuery extends PageForm {
  @ApiPropertyOptional({ description: 'Beginnings of words of name, address or id, two characters at least' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(NO_NUL)
  search?: string;

  @ApiPropertyOptional({ description: 'People of this company and of all below' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  partnerId?: number;

  @ApiPropertyOptional({ enum: REP_STATUSES })
  @IsOptional()
  @IsIn(REP_STATUSES)
  status?: (typeof REP_STATUSES)[number];

  @ApiPropertyOptional({ example: 'fr' }) @IsOptional() @IsString() @MaxLength(20) @Matches(NO_NUL) locale?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) @Matches(NO_NUL) jobRole?: string;
}

export class PartnerPeopleDto {
  @ApiProperty({ description: 'Active people of the company itself' }) own: number;
  @ApiProperty({ description: 'With those of every company below' }) all: number;
}

export class PartnerDto {
  @ApiProperty() id: number;
  @ApiProperty({ description: 'The vendor’s own id' }) externalId: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The company above, if one may see it' }) parentId: number | null; // prettier-ignore
  @ApiProperty({ type: String, nullable: true }) channelType: string | null;
  @ApiProperty({ type: String, nullable: true }) tier: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'FR' }) country: string | null;
  @ApiProperty({ description: 'Companies directly below' }) children: number;
  @ApiProperty() reps: PartnerPeopleDto;
}

export class PartnersDto {
  @ApiProperty({ type: [PartnerDto] }) partners: PartnerDto[];
  @ApiProperty({ description: 'Companies that match, in all' }) total: number;
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next part; null: this was the last' }) next: string | null; // prettier-ignore
}

export class PartnerNameDto {
  @ApiProperty() id: number;
  @ApiProperty() name: string;
}

export class PeopleByStatusDto {
  @ApiProperty() active: number;
  @ApiProperty() suspended: number;
  @ApiProperty() left: number;
}

export class PartnerDetailDto extends PartnerDto {
  @ApiProperty({ type: String, nullable: true }) region: string | null;
  @ApiProperty({ type: String, nullable: true }) timeZone: string | null;
  @ApiProperty({ type: [PartnerNameDto], description: 'From the topmost company one sees down to this one' }) path: PartnerNameDto[]; // prettier-ignore
  @ApiProperty() people: PeopleByStatusDto;
  @ApiProperty({ description: 'Companies below, at every level' }) below: number;
}

export class RepPartnerDto extends PartnerNameDto {
  @ApiProperty() externalId: string;
}

export class RepDto {
  @ApiProperty() id: number;
  @ApiProperty() externalId: string;
  @ApiProperty() firstName: string;
  @ApiProperty() lastName: string;
  @ApiProperty() email: string;
  @ApiProperty() locale: string;
  @ApiProperty({ type: String, nullable: true }) jobRole: string | null;
  @ApiProperty({ enum: REP_STATUSES }) status: (typeof REP_STATUSES)[number];
  @ApiProperty() partner: RepPartnerDto;
}

export class RepsDto {
  @ApiProperty({ type: [RepDto] }) reps: RepDto[];
  @ApiProperty({ description: 'People who match; of more than 10,000 it says 10,000' }) total: number;
  @ApiProperty({ description: 'The total is the whole truth' }) exact: boolean;
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}

export class RepSummaryDto {
  @ApiProperty() received: number;
  @ApiProperty() answered: number;
  @ApiProperty({ description: 'Of those answered, the ones that are right or wrong' }) graded: number;
  @ApiProperty() right: number;
  @ApiProperty({ description: 'Bricks known so well that they no longer come' }) retired: number;
  @ApiProperty({ type: [String], description: '“all”, or slugs of lines' }) optedOut: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Why nothing is sent to the address; null: it is' }) suppressed: string | null; // prettier-ignore
}

export class RepDetailDto extends RepDto {
  @ApiProperty() timeZone: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) attributes: Record<string, string>;
  @ApiProperty() createdAt: Date;
  @ApiProperty() summary: RepSummaryDto;
}
