import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PreviewService } from '@relais/delivery';
import type { PublishedBrick } from '@relais/editorial';
import type { Person } from '@relais/network';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../access/allow.js';
import { Me } from '../../access/who.js';
import { NO_DRAFT, renderAnswerPage } from '../../answer/answer-page.js';
import { renderResultPage } from '../../answer/result-page.js';
import { Problem } from '../../http/problem.js';
import { framedMail, MAIL_FRAME_POLICY } from '../../mailbox/mail-frame.js';
import { Pages } from '../../pages/pages.js';
import { sendPage } from '../../pages/send-page.js';
import { PreviewReaders } from './preview-readers.js';
import { MailPreviewQuery, PagePreviewQuery, PreviewDto, PreviewQuery, sketchNamed } from './preview.dto.js';
import { inScheme } from './scheme.rules.js';

/** Bricks as any reader would see them. HTML comes as documents of their own, for frames: they carry their own policy. */
@ApiTags('previews')
@Controller('api/v1/previews')
@Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
export class PreviewsController {
  constructor(
    private readonly previews: PreviewService,
    private readonly readers: PreviewReaders,
    private readonly pages: Pages,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'previewMailText', summary: 'Subject, sender and text part of the mail' })
  @ApiOkResponse({ type: PreviewDto })
  @ApiNotFoundResponse({ type: Problem })
  async text(@Me() me: Person, @Query() query: PreviewQuery): Promise<PreviewDto> {
    const { html, ...mail } = await this.mailOf(me, query);
    return { ...mail, htmlBytes: Buffer.byteLength(html) };
  }

  @Get('mail')
  @ApiOperation({ operationId: 'previewMail', summary: 'The HTML part of the mail, as a document for a frame' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({ type: Problem })
  async mail(@Me() me: Person, @Query() query: MailPreviewQuery, @Res() reply: FastifyReply): Promise<void> {
    const { html } = await this.mailOf(me, query);
    sendPage(reply, this.pages, 200, framedMail(inScheme(html, query.scheme)), MAIL_FRAME_POLICY);
  }

  @Get('page')
  @ApiOperation({ operationId: 'previewPage', summary: 'The answer page, as a document for a frame' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({ type: Problem })
  async page(@Me() me: Person, @Query() query: PagePreviewQuery, @Res() reply: FastifyReply): Promise<void> {
    const sketch = await this.previews.sketch(sketchNamed(query));
    const reader = await this.readers.of(me, query, sketch);
    const { occurrence } = query;
    const page = { token: 'preview', zone: reader.timeZone };
    const answer = query.state === 'question' ? undefined : answerOf(sketch.brick, query.state);
    const view = this.previews.view(sketch, { reader, occurrence }, answer);
    const html = view.outcome
      ? renderResultPage(this.pages, view, view.outcome, page, { won: null, pending: false, standings: [], next: null })
      : renderAnswerPage(this.pages, view, page, NO_DRAFT);
    sendPage(reply, this.pages, 200, html, framedPolicy(this.pages));
  }

  private async mailOf(me: Person, query: PreviewQuery) {
    const sketch = await this.previews.sketch(sketchNamed(query));
    const reader = await this.readers.of(me, query, sketch);
    return this.previews.mail(sketch, { reader, occurrence: query.occurrence });
  }
}

/** The page's own policy, in a frame of ours; nothing in it can be sent anywhere. */
const framedPolicy = (pages: Pages): string =>
  `${pages.policy().replace("form-action 'self'", "form-action 'none'").replace("frame-ancestors 'none'", "frame-ancestors 'self'")}; sandbox`;

/** An answer that is right or wrong, as far as the brick has such. */
function answerOf({ kind, question, key }: PublishedBrick, state: 'right' | 'wrong') {
  const ids = question.wordings[question.master]?.options.map(({ id }) => id) ?? [];
  const wrong = ids.filter((id) => !key.right.includes(id)).slice(0, 1);
  const choices = kind === 'quiz' ? (state === 'right' ? key.right : wrong) : ids.slice(0, 1);
  return { choices, text: '…' };
}
