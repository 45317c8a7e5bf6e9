import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Visitor, type VisitorInfo } from '../http/visitor.js';
import { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import { framedMail, MAIL_FRAME_POLICY } from './mail-frame.js';
import { GuardedBy } from '../access/allow.js';
import { MailboxGuard } from './mailbox.guard.js';
import { MailboxAccess } from './mailbox-access.js';
import { renderMailboxPage, renderMailPage } from './mailbox-page.js';
import { MailboxPageQuery, MailPageQuery, MailPath } from './mailbox.dto.js';

/** Mails on one page of the list. */
const PAGE = 50;

/** The built-in mailbox for people: a list, and each mail as HTML, text, headers or source. */
@ApiExcludeController()
@GuardedBy(MailboxGuard)
@Controller('mailbox')
export class MailboxPageController {
  constructor(
    private readonly mailbox: MailboxAccess,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(
    @Query() query: MailboxPageQuery,
    @Visitor() visitor: VisitorInfo,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const to = query.to?.trim() || undefined;
    const found = await this.mailbox.list({ limit: PAGE + 1, to, before: query.before }); // one more tells whether there are older ones
    const mails = found.slice(0, PAGE);
    const older = found.length > PAGE ? (mails.at(-1)?.id ?? null) : null;
    const html = renderMailboxPage(this.pages, this.localeOf(query.lang, visitor), {
      mails,
      to: to ?? '',
      before: query.before ?? '',
      older,
    });
    sendPage(reply, this.pages, 200, html);
  }

  @Get(':id')
  async show(
    @Param() { id }: MailPath,
    @Query() query: MailPageQuery,
    @Visitor() visitor: VisitorInfo,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const mail = await this.mailbox.read(id);
    const headers = Object.entries(mail.headers).flatMap(([name, values]) =>
      values.split('\n').map((value) => ({ name, value })),
    );
    const source = query.view === 'source' ? (await this.mailbox.raw(id)).toString('latin1') : '';
    const html = renderMailPage(
      this.pages,
      this.localeOf(query.lang, visitor),
      { ...mail, headers, source },
      query.view,
    );
    sendPage(reply, this.pages, 200, html, this.pages.policy("; frame-src 'self'"));
  }

  /** The mail itself, for the frame of its page. */
  @Get(':id/html')
  async frame(@Param() { id }: MailPath, @Res() reply: FastifyReply): Promise<void> {
    const { html } = await this.mailbox.read(id);
    sendPage(reply, this.pages, 200, framedMail(html), MAIL_FRAME_POLICY);
  }

  private localeOf(lang: string | undefined, visitor: VisitorInfo): string {
    return this.pages.locales.negotiate(visitor.acceptLanguage, lang);
  }
}
