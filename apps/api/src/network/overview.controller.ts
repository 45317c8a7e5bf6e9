import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OverviewQueries } from '@relais/delivery';
import type { Person } from '@relais/network';
import { ALL_STAFF, Allow } from '../access/allow.js';
import { Me } from '../access/who.js';
import { OverviewDto } from './history.dto.js';

/** The first screen. */
@ApiTags('network')
@Controller('api/v1/overview')
@Allow(...ALL_STAFF)
export class OverviewController {
  constructor(private readonly overviews: OverviewQueries) {}

  @Get()
  @ApiOperation({
    operationId: 'getOverview',
    summary: 'What goes out today, who takes part, what needs attention; in the part of the network one sees',
  })
  @ApiOkResponse({ type: OverviewDto })
  show(@Me() { scope }: Person): Promise<OverviewDto> {
    return this.overviews.read(scope);
  }
}
