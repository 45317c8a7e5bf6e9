import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConflictResponse, ApiCreatedResponse, ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { AccountsQueries, AccountsService, actorOf, AuditService, SecondFactorService, SessionsService, type Caller, type Person } from '@relais/network'; // prettier-ignore
import {
  AccountChangeForm,
  AccountDto,
  AccountId,
  AccountsDto,
  AccountsQuery,
  NewAccountForm,
} from './accounts.dto.js';
import { Allow } from './allow.js';
import { From, Me } from './who.js';

/** Accounts of staff and partner admins: programme admins change them, auditors read them. */
@ApiTags('accounts')
@Controller('api/v1/accounts')
@Allow('programme-admin')
export class AccountsController {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly accounts: AccountsService,
    private readonly factors: SecondFactorService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Allow('programme-admin', 'auditor')
  @ApiOperation({ operationId: 'listAccounts', summary: 'Accounts, in the order they were made' })
  @ApiOkResponse({ type: AccountsDto })
  async list(@Query() query: AccountsQuery): Promise<AccountsDto> {
    const accounts = await this.queries.list({ ...query, limit: query.limit + 1 });
    const page = accounts.slice(0, query.limit);
    return { accounts: page, next: accounts.length > page.length ? page.at(-1)!.id : null };
  }

  @Get(':id')
  @Allow('programme-admin', 'auditor')
  @ApiOperation({ operationId: 'getAccount', summary: 'One account' })
  @ApiOkResponse({ type: AccountDto })
  @ApiNotFoundResponse()
  show(@Param() { id }: AccountId): Promise<AccountDto> {
    return this.queries.find(id);
  }

  @Post()
  @ApiOperation({ operationId: 'inviteAccount', summary: 'Make an account and mail its invitation' })
  @ApiCreatedResponse({ type: AccountDto })
  @ApiConflictResponse({ description: 'The address has an account' })
  @ApiUnprocessableEntityResponse()
  async invite(@Me() me: Person, @Body() form: NewAccountForm, @From() caller: Caller): Promise<AccountDto> {
    const { id } = await this.accounts.invite(form, actorOf(me, caller));
    return this.queries.find(id);
  }

  @Post(':id/invitation')
  @HttpCode(202)
  @ApiOperation({ operationId: 'inviteAgain', summary: 'Mail another invitation; the ones before are worth nothing' })
  @ApiAcceptedResponse()
  @ApiConflictResponse({ description: 'It was taken already' })
  async inviteAgain(@Me() me: Person, @Param() { id }: AccountId, @From() caller: Caller): Promise<void> {
    await this.accounts.inviteAgain(id, actorOf(me, caller));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'updateAccount', summary: 'Change an account; its sessions follow at once' })
  @ApiOkResponse({ type: AccountDto })
  @ApiConflictResponse({ description: 'It is the last programme admin' })
  async update(
    @Me() me: Person,
    @Param() { id }: AccountId,
    @Body() form: AccountChangeForm,
    @From() caller: Caller,
  ): Promise<AccountDto> {
    await this.accounts.update(id, form, actorOf(me, caller));
    return this.queries.find(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeAccount', summary: 'Remove an account; the trail keeps what it did' })
  @ApiNoContentResponse()
  async remove(@Me() me: Person, @Param() { id }: AccountId, @From() caller: Caller): Promise<void> {
    await this.accounts.remove(id, actorOf(me, caller));
  }

  @Post(':id/sign-out')
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOutAccount', summary: 'End every session of an account' })
  @ApiNoContentResponse()
  async signOut(@Me() me: Person, @Param() { id }: AccountId, @From() caller: Caller): Promise<void> {
    await this.queries.find(id);
    await this.sessions.revokeAll({ kind: 'account', id });
    await this.audit.note(actorOf(me, caller), { action: 'sessions-revoked', subject: `account:${id}` });
  }

  @Post(':id/reset-second-factor')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'resetSecondFactor',
    summary: 'Turn off the second factor of somebody who lost it; its sessions end',
  })
  @ApiNoContentResponse()
  async resetFactor(@Me() me: Person, @Param() { id }: AccountId, @From() caller: Caller): Promise<void> {
    await this.queries.find(id);
    await this.factors.turnOff(id, me, caller);
    await this.sessions.revokeAll({ kind: 'account', id });
  }
}
