import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { BoardsQueries } from '@relais/challenges';
import { DeliveryQueries } from '@relais/delivery';
import { Env } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { Visitor, type VisitorInfo } from '../http/visitor.js';
import { PageQuery } from '../pages/page-query.dto.js';
import { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import { renderHomePage } from './home-page.js';

/** The first page: what this is, what runs, where to look. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    private readonly env: Env,
    private readonly deliveries: DeliveryQueries,
    private readonly boards: BoardsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: PageQuery, @Visitor() visitor: VisitorInfo, @Res() reply: FastifyReply): Promise<void> {
    const [overview, boards] = await Promise.all([this.deliveries.overview(), this.boards.list()]);
    const locale = this.pages.locales.negotiate(visitor.acceptLanguage, query.lang);
    const doors = { mailbox: this.env.SMTP_URL === undefined, boards };
    sendPage(reply, this.pages, 200, renderHomePage(this.pages, locale, overview, doors));
  }
}
