import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiGoneResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { AccountPasswordsService, FirstAdminService, type Caller, type Person } from '@relais/network';
import { ALL_STAFF, Allow } from './allow.js';
import { ChangePasswordForm, ChosenDto } from './password.dto.js';
import { ChosenPasswordForm, EmailForm, FirstAdminForm } from './session.dto.js';
import { From, Me } from './who.js';

/** Passwords of staff. */
@ApiTags('session')
@Controller('api/v1/password')
export class PasswordController {
  constructor(
    private readonly passwords: AccountPasswordsService,
    private readonly firstAdmins: FirstAdminService,
  ) {}

  @Post('change')
  @HttpCode(204)
  @Allow(...ALL_STAFF)
  @ApiOperation({ operationId: 'changePassword', summary: 'Change one’s password; every other session ends' })
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ description: 'The current one is not right, or the new one is too weak' })
  change(@Me() me: Person, @Body() { current, next }: ChangePasswordForm, @From() caller: Caller): Promise<void> {
    return this.passwords.change(me, current, next, caller);
  }

  @Post('forgotten')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'forgotPassword',
    summary: 'Mail a link to choose a new password; the answer is the same for every address',
  })
  @ApiAcceptedResponse({ description: 'If there is such an account, a link is on its way. It works for one hour, once' }) // prettier-ignore
  forgotten(@Body() { email }: EmailForm, @From() caller: Caller): Promise<void> {
    return this.passwords.forgotten(email, caller);
  }

  @Post('choose')
  @HttpCode(200)
  @ApiOperation({ operationId: 'choosePassword', summary: 'Choose a password by the link of an invitation or a reset' })
  @ApiOkResponse({ type: ChosenDto, description: 'Chosen; sign in with it now' })
  @ApiGoneResponse({ description: 'The link was used, or is over' })
  @ApiUnprocessableEntityResponse({ description: 'Too weak; the link is still good' })
  choose(@Body() { token, password }: ChosenPasswordForm, @From() caller: Caller): Promise<ChosenDto> {
    return this.passwords.choose(token, password, caller);
  }

  @Post('first-admin')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'createFirstAdmin',
    summary: 'Make the first programme admin, by the link printed at the start',
  })
  @ApiNoContentResponse()
  @ApiGoneResponse({ description: 'The link was used, or is over' })
  first(@Body() { token, ...admin }: FirstAdminForm, @From() caller: Caller): Promise<void> {
    return this.firstAdmins.create(token, admin, caller);
  }
}
