import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BoardsQueries } from '@relais/challenges';
import { ParticipationQueries } from '@relais/delivery';
import { RepsQueries, type Person } from '@relais/network';
import { Allow } from '../access/allow.js';
import { Me } from '../access/who.js';
import {
  CompanyBoardDto,
  CompanyBoardPath,
  CompanyDueDto,
  CompanyPeopleDto,
  CompanyPeopleQuery,
} from './company.dto.js';

const PLACES = 10;
const BRICKS = 5;
const SILENT = { received: 0, answered: 0, graded: 0, right: 0, open: 0, lastAnsweredAt: null };

/** A company as its own manager looks at it: its people and those of the companies below. */
@ApiTags('network')
@Controller('api/v1/company')
@Allow('partner-admin')
export class CompanyController {
  constructor(
    private readonly reps: RepsQueries,
    private readonly participations: ParticipationQueries,
    private readonly boards: BoardsQueries,
  ) {}

  @Get('people')
  @ApiOperation({ operationId: 'listCompanyPeople', summary: 'Who takes part: the people of one’s company and below' })
  @ApiOkResponse({ type: CompanyPeopleDto })
  async people(@Me() { scope }: Person, @Query() query: CompanyPeopleQuery): Promise<CompanyPeopleDto> {
    const { reps, ...page } = await this.reps.list(scope, { ...query, status: 'active' });
    const found = await this.participations.of(reps.map(({ id }) => id), scope); // prettier-ignore
    const known = new Map(found.map(({ repId, ...participation }) => [repId, participation]));
    const people = reps.map(({ id, firstName, lastName, partner }) => ({
      id,
      firstName,
      lastName,
      partner: partner.name,
      ...(known.get(id) ?? SILENT),
    }));
    return { people, ...page };
  }

  @Get('due')
  @ApiOperation({ operationId: 'getCompanyDue', summary: 'Bricks that came and still wait for an answer' })
  @ApiOkResponse({ type: CompanyDueDto })
  due(@Me() { scope }: Person): Promise<CompanyDueDto> {
    return this.participations.due(scope, BRICKS);
  }

  @Get('boards/:slug')
  @ApiOperation({ operationId: 'getCompanyBoard', summary: 'The best of one’s company on a board, with their rank among all' }) // prettier-ignore
  @ApiOkResponse({ type: CompanyBoardDto })
  @ApiNotFoundResponse({ description: 'There is no such challenge' })
  async board(@Me() { scope }: Person, @Param() { slug }: CompanyBoardPath): Promise<CompanyBoardDto> {
    const { board, entries } = await this.boards.best(slug, scope, PLACES);
    return { board: { slug: board.slug, name: board.name }, places: entries };
  }
}
