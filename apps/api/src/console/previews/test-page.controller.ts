import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiGoneResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { PreviewService, TestSendsService, type AnswerInput } from '@relais/delivery';
import { Invalid } from '@relais/platform';
import { IsArray, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { renderAnswerPage, type AnswerDraft } from '../../answer/answer-page.js';
import { AnswerForm } from '../../answer/answer.dto.js';
import { ParseTokenPipe, TOKEN } from '../../answer/parse-token.pipe.js';
import { renderResultPage } from '../../answer/result-page.js';
import { Lenient } from '../../http/validation.js';
import { Pages } from '../../pages/pages.js';
import { sendPage } from '../../pages/send-page.js';
import { madeUp } from './preview-readers.js';

/** What the link of a test mail carries. */
@Lenient()
export class TestLink {
  @IsOptional() @IsString() @MaxLength(40) lang?: string;

  /** Which presentation the mail showed: repeats ask the variants. */
  @Transform(({ value }: { value: unknown }) => Math.min(30, Number(/^\d{1,2}$/.exec(String(value))?.[0] ?? 0)))
  @IsInt()
  n: number = 0;

  @Transform(({ value }: { value: unknown }) => [value ?? []].flat().filter((id) => typeof id === 'string'))
  @IsArray()
  choice: string[] = [];
}

/** The page behind a test mail: it looks and grades as the real one does, and keeps nothing. */
@ApiTags('previews')
@ApiParam(TOKEN)
@ApiNotFoundResponse({ description: 'Not a link of a test' })
@ApiGoneResponse({ description: 'The test is over' })
@Controller('t')
export class TestPageController {
  constructor(
    private readonly tests: TestSendsService,
    private readonly previews: PreviewService,
    private readonly pages: Pages,
  ) {}

  @Get(':token')
  @ApiOperation({ operationId: 'openTest', summary: 'The page of a test mail' })
  @ApiProduces('text/html')
  open(
    @Param('token', ParseTokenPipe) token: string,
    @Query() link: TestLink,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(reply, token, link, null, { choices: link.choice, text: null, fault: null });
  }

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerTest', summary: 'What the page would say to an answer; nothing is recorded' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiProduces('text/html')
  async answer(
    @Param('token', ParseTokenPipe) token: string,
    @Query() link: TestLink,
    @Body() form: AnswerForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // prettier-ignore
    const given = { choices: form.choice, text: form.text };
    try {
      await this.show(reply, token, link, given, { ...given, fault: null });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await this.show(reply, token, link, null, { ...given, fault: error.code });
    }
  }

  private async show(
    reply: FastifyReply,
    token: string,
    { lang, n }: TestLink,
    answer: AnswerInput | null,
    draft: AnswerDraft,
  ): Promise<void> {
    // prettier-ignore
    const sketch = await this.tests.open(token);
    const locale = this.pages.locales.best(lang, sketch.line.locale);
    const reader = madeUp(lang && /^[A-Za-z-]{2,20}$/.test(lang) ? lang : sketch.line.locale);
    const found = this.previews.view(sketch, { reader, occurrence: n }, answer ?? undefined);
    const view = { ...found, line: { ...found.line, name: this.pages.t(locale, 'preview.line', { line: found.line.name }) } }; // prettier-ignore
    const action = `/t/${encodeURIComponent(token)}?lang=${encodeURIComponent(reader.locale)}&n=${n}`;
    const page = { token, zone: reader.timeZone, action };
    const nothing = { won: null, pending: false, standings: [], next: null };
    const html = view.outcome
      ? renderResultPage(this.pages, view, view.outcome, page, nothing)
      : renderAnswerPage(this.pages, view, page, draft);
    sendPage(reply, this.pages, draft.fault ? 422 : 200, html);
  }
}
