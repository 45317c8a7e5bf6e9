import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SendingStandingQueries } from '@relais/delivery';
import { actorOf, AuditService, type Caller, type Person } from '@relais/network';
import { MailGate } from '@relais/platform';
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { PauseForm, SendingDto } from './sends.dto.js';

/** Sending as a whole: how it stands, the pause of everything. A line is paused at the line. */
@ApiTags('sends')
@Controller('api/v1/sending')
@Allow('channel-manager', 'programme-admin')
export class SendingController {
  constructor(
    private readonly standing: SendingStandingQueries,
    private readonly gate: MailGate,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Allow('channel-manager', 'programme-admin', 'auditor', 'coach')
  @ApiOperation({ operationId: 'getSending', summary: 'What stops sending, what waits for what, when it will be through' }) // prettier-ignore
  @ApiOkResponse({ type: SendingDto })
  async show(): Promise<SendingDto> {
    const { rates: _rates, relay: _relay, ...standing } = await this.standing.read();
    return standing;
  }

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({ operationId: 'pauseSending', summary: 'Stop everything but sign-in mails, from the next mail on' })
  @ApiOkResponse({ type: SendingDto })
  async pause(@Me() me: Person, @Body() { because }: PauseForm, @From() caller: Caller): Promise<SendingDto> {
    const changed = await this.gate.pause(because.replace(/\p{C}+/gu, ' '));
    if (changed) await this.audit.note(actorOf(me, caller), { action: 'sending-paused', detail: { because } });
    return this.show();
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resumeSending', summary: 'Go on; what waited is sent within the caps of a day' })
  @ApiOkResponse({ type: SendingDto })
  async resume(@Me() me: Person, @From() caller: Caller): Promise<SendingDto> {
    if (await this.gate.resume()) await this.audit.note(actorOf(me, caller), { action: 'sending-resumed' });
    return this.show();
  }
}
