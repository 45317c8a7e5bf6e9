import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SentDeliveriesQueries, TalliesQueries } from '@relais/delivery';
import type { Person } from '@relais/network';
import { Allow } from '../../access/allow.js';
import { Me } from '../../access/who.js';
import { DeliveriesDto, DeliveriesQuery, ReasonsDto, SendPath, SendsDto, SendsQuery } from './sends.dto.js';

/** What goes out, and what became of it. */
@ApiTags('sends')
@Controller('api/v1/sends')
@Allow('channel-manager', 'programme-admin', 'auditor', 'coach')
export class SendsController {
  constructor(
    private readonly tallies: TalliesQueries,
    private readonly deliveries: SentDeliveriesQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSends', summary: 'Bricks by day, with how far each is through' })
  @ApiOkResponse({ type: SendsDto })
  async list(@Query() { from, to, line }: SendsQuery): Promise<SendsDto> {
    const days = await this.tallies.days(from, to, line === undefined ? undefined : [line]);
    const sends = days.map((send) => {
      const total = send.waiting + send.accepted + send.ended;
      return { ...send, total, progress: total === 0 ? 1 : (send.accepted + send.ended) / total };
    });
    return { sends, countedAt: await this.tallies.madeAt() };
  }

  @Get(':brick/:day/reasons')
  @ApiOperation({ operationId: 'listSendReasons', summary: 'States and reasons of one send, most first' })
  @ApiOkResponse({ type: ReasonsDto })
  async reasons(@Param() { brick, day }: SendPath): Promise<ReasonsDto> {
    return { reasons: await this.tallies.reasons(brick, day) };
  }

  @Get(':brick/:day/deliveries')
  @ApiOperation({ operationId: 'listDeliveries', summary: 'The deliveries of one send, with reasons and possible duplicates' }) // prettier-ignore
  @ApiOkResponse({ type: DeliveriesDto })
  async deliveriesOf(
    @Me() me: Person,
    @Param() { brick, day }: SendPath,
    @Query() { state, reason, duplicates, limit, after }: DeliveriesQuery,
  ): Promise<DeliveriesDto> {
    // prettier-ignore
    const filter = { brickId: brick, day, ambiguous: duplicates === 'true', limit: limit + 1, ...(state && { states: state }), ...(reason !== undefined && { reason }), ...(after !== undefined && { after }) }; // prettier-ignore
    const found = await this.deliveries.list(filter, me.scope);
    const deliveries = found.slice(0, limit);
    return { deliveries, next: found.length > deliveries.length ? deliveries.at(-1)!.id : null };
  }
}
