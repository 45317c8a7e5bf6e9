import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { BoardsQueries } from '@relais/challenges';
import type { Person } from '@relais/network';
import { Env } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { LooksWho } from '../access/allow.js';
import { MaybeMe } from '../access/who.js';
import { boardScope } from '../boards/board-scope.js';
import { Visitor, type VisitorInfo } from '../http/visitor.js';
import { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import { renderBoardPage } from './board-page.js';
import { BoardPageQuery, BoardPath } from './board-page.dto.js';

/** Boards for people. Programs have /api/v1/boards. */
@ApiTags('boards')
@Controller('boards')
export class BoardPageController {
  constructor(
    private readonly env: Env,
    private readonly boards: BoardsQueries,
    private readonly pages: Pages,
  ) {}

  @Get(':slug')
  @LooksWho()
  @ApiOperation({ summary: 'A board as a page' })
  @ApiProduces('text/html')
  @ApiNotFoundResponse({ description: 'There is no such challenge' })
  async show(
    @Param() { slug }: BoardPath,
    @Query() query: BoardPageQuery,
    @Visitor() visitor: VisitorInfo,
    @MaybeMe() me: Person | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const locale = this.pages.locales.negotiate(visitor.acceptLanguage, query.lang);
    const cursor = query.cursor ?? null;
    const page = await this.boards.page(slug, query.by, { cursor, locale, scope: boardScope(me, this.env) });
    sendPage(reply, this.pages, 200, renderBoardPage(this.pages, locale, page, query.by, cursor));
  }
}
