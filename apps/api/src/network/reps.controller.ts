import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RepHistoryQueries } from '@relais/delivery';
import { RepsQueries, type Person } from '@relais/network';
import { Allow } from '../access/allow.js';
import { Me } from '../access/who.js';
import { RepHistoryDto } from './history.dto.js';
import { NetworkId, PageForm, RepDetailDto, RepsDto, RepsQuery } from './network.dto.js';

/** People who sell at partners, as far as one may see them: a partner admin the own company’s and those below, a rep oneself. */
@ApiTags('network')
@Controller('api/v1/reps')
@Allow('programme-admin', 'channel-manager', 'coach', 'auditor', 'partner-admin', 'rep')
export class RepsController {
  constructor(
    private readonly reps: RepsQueries,
    private readonly histories: RepHistoryQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReps', summary: 'People by name; filtered, or searched' })
  @ApiOkResponse({ type: RepsDto })
  list(@Me() { scope }: Person, @Query() query: RepsQuery): Promise<RepsDto> {
    return this.reps.list(scope, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getRep', summary: 'One person, with sums' })
  @ApiOkResponse({ type: RepDetailDto })
  @ApiNotFoundResponse({ description: 'There is none, or one may not see them' })
  async show(@Me() { scope }: Person, @Param() { id }: NetworkId): Promise<RepDetailDto> {
    const rep = await this.reps.find(scope, id);
    return { ...rep, summary: await this.histories.summary(scope, id) };
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'getRepHistory', summary: 'What one person received and answered, the latest first' })
  @ApiOkResponse({ type: RepHistoryDto })
  @ApiNotFoundResponse({ description: 'There is none, or one may not see them' })
  async history(
    @Me() { scope, locale }: Person,
    @Param() { id }: NetworkId,
    @Query() page: PageForm,
  ): Promise<RepHistoryDto> {
    await this.reps.find(scope, id);
    return this.histories.history(scope, id, locale, page);
  }
}
