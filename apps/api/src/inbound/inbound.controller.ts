import { Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConsumes,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import { InboundService } from '@relais/delivery';
import { GuardedBy } from '../access/allow.js';
import { InboundReceipt } from './inbound.dto.js';
import { InboundGuard } from './inbound.guard.js';
import { HandedIn, type RawMail } from './raw-mail.js';

/** The door for mail that comes in by HTTP: the raw message, as a mail server or a mail service hands it on. */
@ApiTags('inbound mail')
@Controller('api/v1/inbound')
@GuardedBy(InboundGuard)
export class InboundController {
  constructor(private readonly inbound: InboundService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Take in one mail: an answer by reply, a bounce, a complaint; the same mail twice changes nothing',
  })
  @ApiConsumes('message/rfc822', 'application/octet-stream')
  @ApiHeader({ name: 'X-Relais-Secret', required: true, description: 'The shared secret of the settings' })
  @ApiHeader({
    name: 'X-Envelope-From',
    required: false,
    description: 'Sender of the SMTP envelope; empty for the null sender',
  })
  @ApiHeader({
    name: 'X-Envelope-To',
    required: false,
    description: 'Recipients of the SMTP envelope, separated by commas',
  })
  @ApiAcceptedResponse({ type: InboundReceipt, description: 'What the mail says is committed' })
  @ApiUnauthorizedResponse({ description: 'Not the shared secret' })
  @ApiNotFoundResponse({ description: 'No secret is set: mail is not taken in this way' })
  async receive(@HandedIn() { raw, envelope }: RawMail): Promise<InboundReceipt> {
    const { nature, outcome, duplicate } = await this.inbound.receive(raw, envelope);
    return { nature, outcome, duplicate };
  }
}
