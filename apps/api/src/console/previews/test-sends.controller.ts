import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TestSendsService } from '@relais/delivery';
import { actorOf, AuditService, type Caller, type Person } from '@relais/network';
import { Locales, RateLimits, type RateLimit } from '@relais/platform';
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { madeUp } from './preview-readers.js';
import { sketchNamed, TestSendForm, TestSentDto } from './preview.dto.js';

/** Enough for an afternoon of trying, and no way to fill a mailbox. */
const TESTS: RateLimit = { name: 'test-sends', tries: 30, seconds: 60 * 60 };

/** Sends a brick to the signed-in person, and to nobody else. */
@ApiTags('previews')
@Controller('api/v1/test-sends')
@Allow('author', 'channel-manager', 'programme-admin')
export class TestSendsController {
  constructor(
    private readonly tests: TestSendsService,
    private readonly limits: RateLimits,
    private readonly words: Locales,
    private readonly audit: AuditService,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'sendTest', summary: 'Mail a draft or a version to yourself, marked as a test; its link records nothing' }) // prettier-ignore
  @ApiOkResponse({ type: TestSentDto })
  @ApiNotFoundResponse({ type: Problem })
  @ApiConflictResponse({ type: Problem, description: 'test.not-sent: the mail server did not take it' })
  async send(@Me() me: Person, @Body() form: TestSendForm, @From() caller: Caller): Promise<TestSentDto> {
    const of = sketchNamed(form);
    await this.limits.spend(TESTS, `account ${me.id}`);
    const locale = form.locale ?? me.locale;
    const mark = this.words.t(this.words.best(locale), 'preview.mark');
    const { occurrence } = form;
    await this.tests.send(of, { name: me.name, address: me.email }, madeUp(locale), { mark, ...(occurrence !== undefined && { occurrence }) }); // prettier-ignore
    await this.audit.note(actorOf(me, caller), { action: 'test-sent', subject: `${of.kind}:${of.id}` });
    return { to: me.email };
  }
}
