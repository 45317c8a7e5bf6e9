import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf, AuditService, SessionsService, type Caller, type Person } from '@relais/network';
import { Allow } from './allow.js';
import { ListedSessionDto, SessionId } from './session.dto.js';
import { From, Me } from './who.js';

/** The browsers in which one is signed in. */
@ApiTags('session')
@Controller('api/v1/sessions')
@Allow('everyone')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSessions', summary: 'One’s own sessions, the latest used first' })
  @ApiOkResponse({ type: [ListedSessionDto] })
  async list(@Me() me: Person): Promise<ListedSessionDto[]> {
    return (await this.sessions.list(me)).map((session) => ({ ...session, current: session.id === me.sessionId }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeSession', summary: 'End one of one’s own sessions' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'One has no such session' })
  async revoke(@Me() me: Person, @Param() { id }: SessionId, @From() caller: Caller): Promise<void> {
    await this.sessions.revoke(me, id);
    await this.audit.note(actorOf(me, caller), { action: 'session-revoked', subject: `${me.kind}:${me.id}` });
  }

  @Post('revoke-others')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeOtherSessions', summary: 'End every own session but this one' })
  @ApiNoContentResponse()
  async revokeOthers(@Me() me: Person, @From() caller: Caller): Promise<void> {
    await this.sessions.revokeAll(me, me.sessionId);
    await this.audit.note(actorOf(me, caller), { action: 'sessions-revoked', subject: `${me.kind}:${me.id}` });
  }
}
