import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { GuardedBy } from '../access/allow.js';
import { MailboxGuard } from './mailbox.guard.js';
import { MailboxAccess } from './mailbox-access.js';
import { MailboxListQuery, MailDto, MailPath, MailSummaryDto } from './mailbox.dto.js';

/** The built-in mailbox for programs. */
@ApiTags('mailbox')
@ApiNotFoundResponse({ description: 'No such mail, or mails leave through a mail server' })
@GuardedBy(MailboxGuard)
@Controller('mailbox/messages')
export class MailboxController {
  constructor(private readonly mailbox: MailboxAccess) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Caught mails, newest first' })
  @ApiOkResponse({ type: [MailSummaryDto] })
  list(@Query() query: MailboxListQuery): Promise<MailSummaryDto[]> {
    return this.mailbox.list(query);
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'One mail' })
  @ApiOkResponse({ type: MailDto })
  read(@Param() { id }: MailPath): Promise<MailDto> {
    return this.mailbox.read(id);
  }

  @Get(':id/raw')
  @ApiOperation({ summary: 'Its MIME source, byte for byte' })
  @ApiProduces('message/rfc822')
  async raw(@Param() { id }: MailPath, @Res() reply: FastifyReply): Promise<void> {
    const source = await this.mailbox.raw(id);
    await reply.header('Content-Type', 'message/rfc822').header('Cache-Control', 'no-store').send(source);
  }
}
