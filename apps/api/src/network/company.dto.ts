import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { BoardDto, BoardSlug } from '../boards/boards.dto.js';
import { PageForm } from './network.dto.js';
import { Limit } from '../http/limit.js';

export class CompanyPeopleQuery extends PageForm {
  @ApiPropertyOptional({ description: 'Beginnings of words of name, address or id, two characters at least' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(/^[^\0]*$/)
  search?: string;

  @Limit({ most: 100, usual: 25 }) override limit: number = 25;
  @ApiPropertyOptional({ description: '`next` of the answer before' }) @IsOptional() @IsString() @MaxLength(2000) override cursor?: string; // prettier-ignore
}

export class CompanyBoardPath extends BoardSlug {}

export class CompanyPersonDto {
  @ApiProperty() id: number;
  @ApiProperty() firstName: string;
  @ApiProperty() lastName: string;
  @ApiProperty({ description: 'Name of the company' }) partner: string;
  @ApiProperty({ description: 'Bricks of the last 28 days' }) received: number;
  @ApiProperty({ description: 'Of these' }) answered: number;
  @ApiProperty({ description: 'Graded answers among these' }) graded: number;
  @ApiProperty() right: number;
  @ApiProperty({ description: 'Came, not answered, and still can be' }) open: number;
  @ApiProperty({ type: Date, nullable: true }) lastAnsweredAt: Date | null;
}

export class CompanyPeopleDto {
  @ApiProperty({ type: [CompanyPersonDto], description: 'Active people, by last name' }) people: CompanyPersonDto[];
  @ApiProperty({ description: 'People who match; of more than 10000 it says that many' }) total: number;
  @ApiProperty() exact: boolean;
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next part; null: this was the last' }) next: string | null; // prettier-ignore
}

export class DueBrickDto {
  @ApiProperty() brickId: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'By language' }) lineName: Record<string, string>; // prettier-ignore
  @ApiProperty() title: string;
  @ApiProperty({ description: 'Who has it and has not answered' }) people: number;
  @ApiProperty({ description: 'When the first of them can no longer answer' }) firstUntil: Date;
}

export class CompanyDueDto {
  @ApiProperty({ description: 'Who has something to answer' }) people: number;
  @ApiProperty({ description: 'Bricks that wait, each once a person' }) open: number;
  @ApiProperty({ type: [DueBrickDto], description: 'Of the last 28 days, most people first; five at most' }) bricks: DueBrickDto[]; // prettier-ignore
}

export class CompanyPlaceDto {
  @ApiProperty() repId: number;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Among everybody on the board' }) rank: number;
  @ApiProperty() points: number;
}

export class CompanyBoardDto {
  @ApiProperty() board: BoardDto;
  @ApiProperty({ type: [CompanyPlaceDto], description: 'The best ten with points' }) places: CompanyPlaceDto[];
}
