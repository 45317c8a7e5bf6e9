import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { PlansService } from '@relais/editorial';
import { actorOf, AuditService, type Caller, type Person } from '@relais/network';
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { BrickId } from '../drafts/bricks.dto.js';
import { CalendarDto, CalendarQuery, MoveConflictDto, MovedDto, MoveForm } from './calendar.dto.js';
import { CalendarView } from './calendar-view.js';

/** What comes when. */
@ApiTags('calendar')
@Controller('api/v1')
@Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
export class CalendarController {
  constructor(
    private readonly view: CalendarView,
    private readonly plans: PlansService,
    private readonly audit: AuditService,
  ) {}

  @Get('calendar')
  @ApiOperation({ operationId: 'getCalendar', summary: 'What is planned, approved, scheduled and sent, day by day; gaps and overloads by segment' }) // prettier-ignore
  @ApiOkResponse({ type: CalendarDto })
  calendar(@Query() query: CalendarQuery): Promise<CalendarDto> {
    return this.view.of(query);
  }

  @Patch('bricks/:id/plan')
  @Allow('channel-manager', 'programme-admin')
  @ApiOperation({ operationId: 'moveBrick', summary: 'Move a published brick to another day or place; nothing is sent by that' }) // prettier-ignore
  @ApiOkResponse({ type: MovedDto })
  @ApiNotFoundResponse({ type: Problem })
  @ApiConflictResponse({ type: MoveConflictDto, description: 'plan.moved: by somebody else meanwhile; plan.under-way: its day has come' }) // prettier-ignore
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'plan.invalid: too soon, or not for this line' })
  async move(
    @Me() me: Person,
    @Param() { id }: BrickId,
    @Body() form: MoveForm,
    @From() caller: Caller,
  ): Promise<MovedDto> {
    // prettier-ignore
    const moved = await this.plans.move(id, form, this.view.today());
    await this.audit.note(actorOf(me, caller), { action: 'brick-moved', subject: `brick:${id}`, detail: { from: form.from, ...moved } }); // prettier-ignore
    return moved;
  }
}
