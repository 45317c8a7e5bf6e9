import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiConsumes, ApiNotFoundResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PreferencesService } from '@relais/delivery';
import { addDays, Invalid } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { ParseTokenPipe, TOKEN } from '../answer/parse-token.pipe.js';
import { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import { PreferencesForm } from './unsubscribe.dto.js';
import { renderUnsubscribePage, type UnsubscribeStep } from './unsubscribe-page.js';

const ONE_CLICK = /^one-click$/i;

/** The link at the foot of a mail: what a rep receives, a pause, the way to stop. Looking at it changes nothing; the one-click POST of a mail provider needs no page (RFC 8058). */
@ApiTags('answers')
@ApiParam(TOKEN)
@ApiNotFoundResponse({ description: 'Not a link of ours, or cut on its way' })
@Controller('u')
export class UnsubscribeController {
  constructor(
    private readonly preferences: PreferencesService,
    private readonly pages: Pages,
  ) {}

  @Get(':token')
  @ApiOperation({ summary: 'The page on which a person chooses lines, pauses or stops mails, or takes it back' })
  @ApiProduces('text/html')
  async open(@Param('token', ParseTokenPipe) token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, token, { done: null }, 200);
  }

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Choose lines, pause, stop or resume mails; with List-Unsubscribe=One-Click the line of the mail stops at once',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiProduces('text/html', 'text/plain')
  async change(
    @Param('token', ParseTokenPipe) token: string,
    @Body() form: PreferencesForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (ONE_CLICK.test(form['List-Unsubscribe'] ?? '')) return this.oneClick(token, reply);
    const step = await this.apply(token, form);
    await this.show(reply, token, step, step.wrong ? 422 : 200);
  }

  private async apply(token: string, form: PreferencesForm): Promise<UnsubscribeStep> {
    switch (form.action) {
      case 'resume':
        await this.preferences.optIn(token);
        return { done: 'resumed' };
      case 'choose':
        await this.preferences.choose(token, form.shown ?? [], form.lines ?? []);
        return { done: 'chosen' };
      case 'pause':
        return this.pause(token, form);
      case 'go-on':
        await this.preferences.endPause(token);
        return { done: 'goneOn' };
      default:
        if (!form.topic) return { done: null, wrong: 'topic' };
        await this.preferences.optOut(token, form.topic, 'page');
        return { done: 'stopped' };
    }
  }

  private async pause(token: string, { pause, day = '' }: PreferencesForm): Promise<UnsubscribeStep> {
    // Whoever fills in the day means the day, marked or not.
    const length = pause ?? (day ? 'day' : undefined);
    if (!length) return { done: null, wrong: 'pause' };
    const { today } = await this.preferences.open(token);
    const until = length === 'day' ? day : addDays(today, length === 'week' ? 7 : 14);
    try {
      await this.preferences.pause(token, until);
      return { done: 'paused' };
    } catch (error) {
      if (error instanceof Invalid) return { done: null, wrong: 'day', day };
      throw error;
    }
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
