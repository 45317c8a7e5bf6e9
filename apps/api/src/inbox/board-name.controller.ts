import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { BoardNameService, SHOWN_AS, type ShownAs } from '@relais/challenges';
import type { Person } from '@relais/network';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Allow } from '../access/allow.js';
import { Me } from '../access/who.js';

class BoardNameForm {
  @ApiProperty({ enum: SHOWN_AS, description: 'By name, under a pseudonym, or without a name' })
  @IsIn(SHOWN_AS)
  shown: ShownAs;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Needed for `pseudonym`: 2 to 24 letters, digits, spaces or - \' . _' }) // prettier-ignore
  @IsOptional()
  @IsString()
  @MaxLength(200)
  pseudonym: string | null = null;
}

class OwnBoardNameDto {
  @ApiProperty({ enum: SHOWN_AS }) shown: ShownAs;
  @ApiProperty({ type: String, nullable: true }) pseudonym: string | null;
  @ApiProperty({ description: 'What boards say without a wish', example: 'Claire D.' }) name: string;
}

/** How a rep who is signed in is called on boards. */
@ApiTags('inbox')
@Controller('api/v1/inbox/board-name')
@Allow('rep')
export class BoardNameController {
  constructor(private readonly names: BoardNameService) {}

  @Get()
  @ApiOperation({ operationId: 'getOwnBoardName', summary: 'How one is called on boards' })
  @ApiOkResponse({ type: OwnBoardNameDto })
  show(@Me() me: Person): Promise<OwnBoardNameDto> {
    return this.names.of(me.id);
  }

  @Put()
  @ApiOperation({ operationId: 'chooseOwnBoardName', summary: 'Be called otherwise on boards, or not at all; they follow within ten seconds' }) // prettier-ignore
  @ApiOkResponse({ type: OwnBoardNameDto })
  @ApiUnprocessableEntityResponse({ description: 'A pseudonym that cannot be used, or is taken' })
  choose(@Me() me: Person, @Body() { shown, pseudonym }: BoardNameForm): Promise<OwnBoardNameDto> {
    return this.names.choose(me.id, shown, pseudonym);
  }
}
