import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PartnersQueries, type Person } from '@relais/network';
import { Allow } from '../access/allow.js';
import { Me } from '../access/who.js';
import { NetworkId, PartnerDetailDto, PartnersDto, PartnersQuery } from './network.dto.js';

/** Partner companies, as far as one may see them. */
@ApiTags('network')
@Controller('api/v1/partners')
@Allow('programme-admin', 'channel-manager', 'coach', 'auditor', 'partner-admin')
export class PartnersController {
  constructor(private readonly partners: PartnersQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listPartners', summary: 'Partner companies by name; a level of the tree, or a search' })
  @ApiOkResponse({ type: PartnersDto })
  list(@Me() { scope }: Person, @Query() query: PartnersQuery): Promise<PartnersDto> {
    const under = query.under === undefined || query.under === 'top' ? query.under : Number(query.under);
    return this.partners.list(scope, { ...query, under });
  }

  @Get(':id')
  @Allow('programme-admin', 'channel-manager', 'coach', 'auditor', 'partner-admin', 'rep')
  @ApiOperation({ operationId: 'getPartner', summary: 'One partner company' })
  @ApiOkResponse({ type: PartnerDetailDto })
  @ApiNotFoundResponse({ description: 'There is none, or one may not see it' })
  show(@Me() { scope }: Person, @Param() { id }: NetworkId): Promise<PartnerDetailDto> {
    return this.partners.find(scope, id);
  }
}
