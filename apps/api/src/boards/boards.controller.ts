import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BoardsQueries } from '@relais/challenges';
import type { Person } from '@relais/network';
import { Env } from '@relais/platform';
import { LooksWho } from '../access/allow.js';
import { boardScope } from './board-scope.js';
import { MaybeMe } from '../access/who.js';
import { BoardDto, BoardPageDto, BoardQuery, BoardSlug } from './boards.dto.js';

/** Boards for programs. People have /boards. */
@ApiTags('boards')
@Controller('api/v1/boards')
export class BoardsController {
  constructor(
    private readonly env: Env,
    private readonly boards: BoardsQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every challenge with a board, the latest first' })
  @ApiOkResponse({ type: [BoardDto] })
  async list(): Promise<BoardDto[]> {
    return (await this.boards.list()).map(({ slug, name }) => ({ slug, name }));
  }

  @Get(':slug')
  @LooksWho()
  @ApiOperation({ summary: 'A part of a board, from the top or from a cursor' })
  @ApiOkResponse({ type: BoardPageDto })
  @ApiNotFoundResponse({ description: 'There is no such challenge' })
  @ApiBadRequestResponse({ description: 'A parameter makes no sense' })
  async page(
    @Param() { slug }: BoardSlug,
    @Query() { by, limit, cursor }: BoardQuery,
    @MaybeMe() me: Person | null,
  ): Promise<BoardPageDto> {
    const { board, asOf, entries, next } = await this.boards.page(slug, by, {
      limit,
      cursor,
      scope: boardScope(me, this.env),
    });
    return { board: { slug: board.slug, name: board.name }, asOf, entries, next };
  }
}
