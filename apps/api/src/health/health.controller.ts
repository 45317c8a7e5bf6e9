import { Controller, Get, Header, Inject, Optional, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { askAll, HEALTH_CHECKS, type CheckResult, type HealthCheck } from './health-check.js';
import { Metrics } from './metrics.js';

/** For those who keep it running. */
@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly metrics: Metrics,
    @Optional() @Inject(HEALTH_CHECKS) private readonly checks: HealthCheck[] | null,
  ) {}

  @Get('healthz')
  @ApiOperation({ summary: 'The process lives' })
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  @Header('Cache-Control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Database, queue and mail answer; 503 when one does not' })
  @ApiOkResponse({ schema: { example: { status: 'ok', checks: [{ name: 'database', status: 'ok' }] } } })
  @ApiResponse({ status: 503, description: 'At least one check failed; its reason is in the body' })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks: CheckResult[] = await askAll(this.checks ?? []);
    const status = checks.every((check) => check.status === 'ok') ? 'ok' : 'fault';
    await reply
      .code(status === 'ok' ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({ status, checks });
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Measures in the Prometheus text format' })
  @ApiProduces('text/plain')
  async measures(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('Content-Type', this.metrics.contentType)
      .header('Cache-Control', 'no-store')
      .send(await this.metrics.text());
  }
}
