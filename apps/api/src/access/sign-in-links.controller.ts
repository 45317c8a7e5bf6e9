import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiGoneResponse, ApiOkResponse, ApiOperation, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger'; // prettier-ignore
import { SignInLinksService, type Caller, type Person } from '@relais/network';
import { freshToken } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import type { CookieJar } from './access-cookies.js';
import { LooksWho } from './allow.js';
import { SessionView } from './session-view.js';
import { EmailForm, SessionDto, TokenForm } from './session.dto.js';
import { Cookies, From, MaybeMe } from './who.js';

/** How reps sign in: a link in a mail, confirmed by a POST. */
@ApiTags('session')
@Controller('api/v1/sign-in-links')
export class SignInLinksController {
  constructor(
    private readonly links: SignInLinksService,
    private readonly view: SessionView,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'askSignInLink',
    summary: 'Mail a sign-in link to a rep; the answer is the same for every address',
  })
  @ApiAcceptedResponse({ description: 'If the address is a rep’s, a link is on its way. It works for ten minutes, once, in this browser' }) // prettier-ignore
  @ApiTooManyRequestsResponse()
  async ask(
    @Body() { email }: EmailForm,
    @From() caller: Caller,
    @Cookies() jar: CookieJar,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    // Asked twice in one browser, both links work there: people press again when a mail is slow.
    const browser = this.view.cookies.read(jar, 'asked') ?? freshToken();
    await this.links.ask(email, browser, caller);
    this.view.cookies.set(reply, 'asked', browser);
  }

  @Post('consume')
  @HttpCode(200)
  @LooksWho()
  @ApiOperation({ operationId: 'useSignInLink', summary: 'Sign in by the token of a link' })
  @ApiOkResponse({ type: SessionDto })
  @ApiGoneResponse({ description: 'Used, over, or asked for in another browser (`link.other-browser`)' })
  async use(
    @Body() { token }: TokenForm,
    @From() caller: Caller,
    @Cookies() jar: CookieJar,
    @MaybeMe() before: Person | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const opened = await this.links.open(token, this.view.cookies.read(jar, 'asked'), caller);
    this.view.cookies.clear(reply, 'asked');
    return this.view.enter(reply, { token: opened, stage: 'open', browser: null }, before);
  }
}
