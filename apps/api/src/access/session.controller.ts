import { Body, Controller, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags, ApiTooManyRequestsResponse, ApiUnauthorizedResponse } from '@nestjs/swagger'; // prettier-ignore
import { SecondFactorService, SessionsService, SignInRecords, SignInService, type Caller, type Person } from '@relais/network'; // prettier-ignore
import type { FastifyReply } from 'fastify';
import type { CookieJar } from './access-cookies.js';
import { Allow, AllowUnfinished, LooksWho } from './allow.js';
import { SessionView } from './session-view.js';
import { LocaleForm, SecondFactorForm, SessionDto, SignInForm } from './session.dto.js';
import { Cookies, From, MaybeMe, Me } from './who.js';

/** Signing in and out, and who is signed in. */
@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly factors: SecondFactorService,
    private readonly records: SignInRecords,
    private readonly sessions: SessionsService,
    private readonly view: SessionView,
  ) {}

  @Get()
  @LooksWho()
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in, and the ways to sign in; never a refusal' })
  @ApiOkResponse({ type: SessionDto })
  show(@MaybeMe() me: Person | null): Promise<SessionDto> {
    return this.view.of(me);
  }

  @Patch()
  @Allow('everyone')
  @ApiOperation({ operationId: 'updateSession', summary: 'Choose the language of the interface and of mails' })
  @ApiOkResponse({ type: SessionDto })
  async choose(@Me() me: Person, @Body() { locale }: LocaleForm): Promise<SessionDto> {
    return this.view.of({ ...me, locale: await this.sessions.chooseLocale(me, locale) });
  }

  @Post('sign-in')
  @HttpCode(200)
  @LooksWho()
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Sign in by e-mail and password; `state` says whether a second factor comes next',
  })
  @ApiOkResponse({ type: SessionDto })
  @ApiUnauthorizedResponse({ description: 'Address or password are not right: the same for every cause' })
  @ApiTooManyRequestsResponse({ description: 'Too many tries; Retry-After says how long to wait' })
  async signIn(
    @Body() { email, password }: SignInForm,
    @From() caller: Caller,
    @Cookies() jar: CookieJar,
    @MaybeMe() before: Person | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const opened = await this.signIns.signIn(email, password, caller, this.view.cookies.read(jar, 'browser'));
    return this.view.enter(reply, opened, before);
  }

  @Post('second-factor')
  @HttpCode(200)
  @AllowUnfinished('second-factor')
  @ApiOperation({
    operationId: 'giveSecondFactor',
    summary: 'Finish signing in with a code of the authenticator app, or a recovery code',
  })
  @ApiOkResponse({ type: SessionDto })
  async giveCode(
    @Me() me: Person,
    @Body() { code, recoveryCode }: SecondFactorForm,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    if (me.stage === 'open') return this.view.of(me);
    if (code !== undefined) await this.factors.take(me.id, code);
    else await this.factors.takeRecovery(me.id, recoveryCode!);
    const way = code === undefined ? 'recovery-code' : 'second-factor';
    // A fresh token: the one of the half session is worth nothing from here on.
    const token = await this.records.opened(me, 'open', caller, way, me.sessionId);
    return this.view.enter(reply, { token, stage: 'open', browser: null }, null);
  }

  @Post('sign-out')
  @HttpCode(204)
  @LooksWho()
  @ApiOperation({ operationId: 'signOut', summary: 'End this session' })
  @ApiNoContentResponse()
  async signOut(@MaybeMe() me: Person | null, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (me) await this.sessions.revoke(me, me.sessionId).catch(() => {}); // ended meanwhile: as asked
    this.view.cookies.clear(reply, 'session');
  }
}
