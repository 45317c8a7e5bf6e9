import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiConsumes, ApiNotFoundResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PreferencesService } from '@relais/delivery';
import type { FastifyReply } from 'fastify';
import { TokenPath } from '../answer/answer.dto.js';
import { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import { PreferencesForm } from './unsubscribe.dto.js';
import { renderUnsubscribePage, type UnsubscribeStep } from './unsubscribe-page.js';

const ONE_CLICK = /^one-click$/i;

/** The stop link of a mail. Looking at it changes nothing; the one-click POST of a mail provider needs no page (RFC 8058). */
@ApiTags('answers')
@ApiNotFoundResponse({ description: 'Not a link of ours, or cut on its way' })
@Controller('u')
export class UnsubscribeController {
  constructor(
    private readonly preferences: PreferencesService,
    private readonly pages: Pages,
  ) {}

  @Get(':token')
  @ApiOperation({ summary: 'The page on which a person stops mails or takes it back' })
  @ApiProduces('text/html')
  async open(@Param() { token }: TokenPath, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, token, { done: null }, 200);
  }

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop or resume mails; with List-Unsubscribe=One-Click the line of the mail stops at once' })
  @ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiProduces('text/html', 'text/plain')
  async change(
    @Param() { token }: TokenPath,
    @Body() form: PreferencesForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (ONE_CLICK.test(form['List-Unsubscribe'] ?? '')) return this.oneClick(token, reply);
    if (form.action === 'resume') {
      await this.preferences.optIn(token);
      return this.show(reply, token, { done: 'resumed' }, 200);
    }
    if (!form.topic) return this.show(reply, token, { done: null, nothingChosen: true }, 422);
    await this.preferences.optOut(token, form.topic, 'page');
    await this.show(reply, token, { done: 'stopped' }, 200);
  }

  private async oneClick(token: string, reply: FastifyReply): Promise<void> {
    await this.preferences.optOut(token, 'line', 'one-click');
    const { rep } = await this.preferences.open(token);
    const words = this.pages.t(this.pages.locales.best(rep.locale), 'unsubscribe.oneClick');
    await reply
      .header('Content-Type', 'text/plain; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send(`${words}\n`);
  }

  private async show(reply: FastifyReply, token: string, step: UnsubscribeStep, status: 200 | 422): Promise<void> {
    sendPage(
      reply,
      this.pages,
      status,
      renderUnsubscribePage(this.pages, await this.preferences.open(token), token, step),
    );
  }
}
