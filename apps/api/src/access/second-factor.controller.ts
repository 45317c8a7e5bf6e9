import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPasswordsService, SecondFactorService, SignInRecords, type Caller, type Person } from '@relais/network';
import { Conflict } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { ALL_STAFF, Allow, AllowUnfinished } from './allow.js';
import { CodeForm, EnrolmentDto, PasswordForm, RecoveryCodesDto } from './second-factor.dto.js';
import { SessionView } from './session-view.js';
import { From, Me } from './who.js';

/** One’s own second factor. */
@ApiTags('session')
@Controller('api/v1/second-factor')
@Allow(...ALL_STAFF)
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly passwords: AccountPasswordsService,
    private readonly records: SignInRecords,
    private readonly view: SessionView,
  ) {}

  @Post('enrol')
  @HttpCode(200)
  @AllowUnfinished('enrol')
  @ApiOperation({ operationId: 'enrolSecondFactor', summary: 'Begin: a secret for the authenticator app' })
  @ApiOkResponse({ type: EnrolmentDto })
  @ApiConflictResponse({ description: 'One is set up already' })
  enrol(@Me() me: Person): Promise<EnrolmentDto> {
    return this.factors.enrol(me);
  }

  @Post('confirm')
  @HttpCode(200)
  @AllowUnfinished('enrol')
  @ApiOperation({
    operationId: 'confirmSecondFactor',
    summary: 'Put it in force with a first code; whoever had to set it up is signed in by this',
  })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async confirm(
    @Me() me: Person,
    @Body() { code }: CodeForm,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    const recoveryCodes = await this.factors.confirm(me, code, caller);
    if (me.stage !== 'open') {
      const token = await this.records.opened(me, 'open', caller, 'second-factor', me.sessionId);
      await this.view.enter(reply, { token, stage: 'open', browser: null }, null);
    }
    return { recoveryCodes };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ApiOperation({ operationId: 'renewRecoveryCodes', summary: 'New recovery codes in place of the old ones' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async renew(@Me() me: Person, @Body() { password }: PasswordForm, @From() caller: Caller): Promise<RecoveryCodesDto> {
    await this.passwords.demand(me, password, caller);
    return { recoveryCodes: await this.factors.renew(me, caller) };
  }

  @Post('turn-off')
  @HttpCode(204)
  @ApiOperation({ operationId: 'turnOffSecondFactor', summary: 'Turn it off, with the password' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'An admin asks for it' })
  async turnOff(@Me() me: Person, @Body() { password }: PasswordForm, @From() caller: Caller): Promise<void> {
    if (me.secondFactor.required)
      throw new Conflict('second-factor.required', 'Your programme admin asks for a second factor.');
    await this.passwords.demand(me, password, caller);
    await this.factors.turnOff(me.id, me, caller);
  }
}
