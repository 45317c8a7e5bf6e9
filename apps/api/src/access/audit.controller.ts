import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditService } from '@relais/network';
import { Allow } from './allow.js';
import { AuditDto, AuditQuery } from './audit.dto.js';

/** Who did what, when. */
@ApiTags('audit')
@Controller('api/v1/audit')
@Allow('auditor', 'programme-admin')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiOperation({ operationId: 'listAudit', summary: 'The trail, newest first' })
  @ApiOkResponse({ type: AuditDto })
  async list(@Query() query: AuditQuery): Promise<AuditDto> {
    const found = await this.audit.list({ ...query, limit: query.limit + 1 });
    const lines = found.slice(0, query.limit);
    return { lines, next: found.length > lines.length ? lines.at(-1)!.id : null };
  }
}
