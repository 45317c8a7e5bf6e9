import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiGoneResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { AnsweringService, type AnswerView } from '@relais/delivery';
import { Gone, Invalid, NotFound } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { Visitor, type VisitorInfo } from '../http/visitor.js';
import { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import { AnswerFollowUp } from './answer-follow-up.js';
import type { AnswerDraft } from './answer-page.js';
import { AnswerSheets } from './answer-sheets.js';
import { AnswerForm, AnswerReceipt } from './answer.dto.js';
import { renderClosedPage } from './closed-page.js';
import { ParseTokenPipe, TOKEN } from './parse-token.pipe.js';
import { Preselected } from './preselected.js';
import { renderResultPage } from './result-page.js';

/** The personal link of a delivery. Only POST records; whatever opens the link otherwise leaves no trace (P20, P21). */
@ApiTags('answers')
@ApiParam(TOKEN)
@ApiNotFoundResponse({ description: 'Not a link of ours, or cut on its way' })
@ApiGoneResponse({ description: 'Too late, or taken back by its author' })
@Controller('a')
export class AnswerController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly followUp: AnswerFollowUp,
    private readonly pages: Pages,
    private readonly sheets: AnswerSheets,
  ) {}

  @Get(':token')
  @ApiOperation({ summary: 'The page of a brick: the question, or the result once it is answered' })
  @ApiQuery({ name: 'choice', required: false, type: [String], description: 'Option to preselect' })
  @ApiProduces('text/html')
  async open(
    @Param('token', ParseTokenPipe) token: string,
    @Preselected() choices: string[],
    @Visitor() visitor: VisitorInfo,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (visitor.headersOnly) return this.headers(token, reply); // scanners ask for every link of a mail: no SQL for them
    const view = await this.answering.open(token);
    await this.show(reply, token, view, { choices, text: null, fault: null }, 200);
  }

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ summary: 'Record the answer; a repeat changes nothing and gives the same result' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiProduces('text/html', 'application/json')
  @ApiOkResponse({ type: AnswerReceipt })
  @ApiUnprocessableEntityResponse({ description: 'Not an answer to this brick' })
  async answer(
    @Param('token', ParseTokenPipe) token: string,
    @Body() form: AnswerForm,
    @Visitor() visitor: VisitorInfo,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    let view: AnswerView;
    try {
      view = await this.answering.answer(token, { choices: form.choice, text: form.text }, 'link');
    } catch (error) {
      if (visitor.medium === 'json' || !(error instanceof Invalid || error instanceof Gone)) throw error;
      const draft = { choices: form.choice, text: form.text, fault: error.code };
      return this.show(reply, token, await this.answering.open(token), draft, 422);
    }
    if (visitor.medium === 'json') return void reply.header('Cache-Control', 'no-store').send(receiptOf(view));
    const page = { token, zone: view.rep.timeZone };
    const html = renderResultPage(this.pages, view, view.outcome!, page, await this.followUp.settle(view));
    sendPage(reply, this.pages, 200, html);
  }

  /** The page a view calls for, whichever request brought it. */
  private async show(
    reply: FastifyReply,
    token: string,
    view: AnswerView,
    draft: AnswerDraft,
    statusWhenOpen: 200 | 422,
  ): Promise<void> {
    const page = { token, zone: view.rep.timeZone };
    if (view.state === 'open') return sendPage(reply, this.pages, statusWhenOpen, this.sheets.fill(view, page, draft));
    if (view.outcome)
      return sendPage(
        reply,
        this.pages,
        200,
        renderResultPage(this.pages, view, view.outcome, page, await this.followUp.look(view)),
      );
    sendPage(reply, this.pages, 410, renderClosedPage(this.pages, view, page, await this.followUp.next(view)));
  }

  private headers(token: string, reply: FastifyReply): void {
    if (!this.answering.knows(token)) throw new NotFound('answer.unknown-link', 'This link is not known here.');
    sendPage(reply, this.pages, 200, '');
  }
}

function receiptOf(view: AnswerView): AnswerReceipt {
  const { choices, text, correct, right, explanationHtml, answeredAt, fresh } = view.outcome!;
  return {
    state: view.state,
    choices,
    text,
    correct,
    right,
    explanation: explanationHtml,
    references: view.references,
    answeredAt,
    fresh,
    notice: view.notice && {
      kind: view.notice.kind,
      reason: view.notice.reason,
      was: view.notice.was.map(({ text }) => text),
      right: view.notice.right.map(({ text }) => text),
      explanation: view.notice.explanation?.html ?? null,
    },
  };
}
