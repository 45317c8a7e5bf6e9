import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiGoneResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { InboxService, PreferencesService } from '@relais/delivery';
import type { Person } from '@relais/network';
import { Allow } from '../access/allow.js';
import { Me } from '../access/who.js';
import { AnswerFollowUp } from '../answer/answer-follow-up.js';
import { AnswerForm } from '../answer/answer.dto.js';
import { InboxAnswerDto, InboxBrickDto, InboxDto, InboxHistoryDto, InboxStandingDto } from './inbox-brick.dto.js';
import { InboxDelivery, InboxHistoryQuery, OwnLinesForm, OwnPauseForm, OwnPreferencesDto } from './inbox.dto.js';

/** What a rep who is signed in has to answer, has answered, and wishes. Everything here is about the person of the session. */
@ApiTags('inbox')
@Controller('api/v1/inbox')
@Allow('rep')
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly preferences: PreferencesService,
    private readonly followUp: AnswerFollowUp,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getInbox', summary: 'What waits for an answer, and how one stands' })
  @ApiOkResponse({ type: InboxDto })
  async show(@Me() me: Person): Promise<InboxDto> {
    const [waiting, streak, { pausedUntil, everything }, standings] = await Promise.all([
      this.inbox.waiting(me.id),
      this.inbox.streak(me.id),
      this.preferences.ofRep(me.id),
      this.followUp.running(me),
    ]);
    const bricks = waiting.map((view) => InboxBrickDto.of(view));
    return { bricks, streak, pausedUntil, stopped: everything, standings: standings.map(InboxStandingDto.of) };
  }

  @Get('history')
  @ApiOperation({ operationId: 'getInboxHistory', summary: 'What was answered or missed, the latest first' })
  @ApiOkResponse({ type: InboxHistoryDto })
  async history(@Me() me: Person, @Query() { limit, before }: InboxHistoryQuery): Promise<InboxHistoryDto> {
    const { bricks, next } = await this.inbox.done(me.id, limit, before ?? null);
    return { bricks: bricks.map((view) => InboxBrickDto.of(view)), next };
  }

  @Post(':deliveryId/answer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerBrick', summary: 'Record the answer; a repeat changes nothing and gives the same result' }) // prettier-ignore
  @ApiOkResponse({ type: InboxAnswerDto })
  @ApiNotFoundResponse({ description: 'No brick of this person' })
  @ApiGoneResponse({ description: 'Too late, or taken back by its author' })
  @ApiUnprocessableEntityResponse({ description: 'Not an answer to this brick' })
  async answer(
    @Me() me: Person,
    @Param() { deliveryId }: InboxDelivery,
    @Body() { choice, text }: AnswerForm,
  ): Promise<InboxAnswerDto> {
    const view = await this.inbox.answer(me.id, deliveryId, { choices: choice, text });
    const { won, pending, standings } = await this.followUp.settle(view);
    const streak = await this.inbox.streak(me.id);
    return { brick: InboxBrickDto.of(view), won, pending, standings: standings.map(InboxStandingDto.of), streak };
  }

  @Get('preferences')
  @ApiOperation({ operationId: 'getOwnPreferences', summary: 'What one receives, and a pause' })
  @ApiOkResponse({ type: OwnPreferencesDto })
  wishes(@Me() me: Person): Promise<OwnPreferencesDto> {
    return this.preferences.ofRep(me.id);
  }

  @Put('preferences/lines')
  @ApiOperation({ operationId: 'chooseOwnLines', summary: 'Choose which lines one receives' })
  @ApiOkResponse({ type: OwnPreferencesDto })
  async choose(@Me() { id: repId }: Person, @Body() { shown, wanted }: OwnLinesForm): Promise<OwnPreferencesDto> {
    await this.preferences.choose({ repId }, shown, wanted);
    return this.preferences.ofRep(repId);
  }

  @Put('preferences/pause')
  @ApiOperation({ operationId: 'pauseOwn', summary: 'Nothing is sent until a day; what waits comes after it, at the usual pace' }) // prettier-ignore
  @ApiOkResponse({ type: OwnPreferencesDto })
  @ApiUnprocessableEntityResponse({ description: 'Not a day within a year from now' })
  async pause(@Me() { id: repId }: Person, @Body() { until }: OwnPauseForm): Promise<OwnPreferencesDto> {
    await this.preferences.pause({ repId }, until);
    return this.preferences.ofRep(repId);
  }

  @Delete('preferences/pause')
  @ApiOperation({ operationId: 'endOwnPause', summary: 'End the pause today' })
  @ApiOkResponse({ type: OwnPreferencesDto })
  async goOn(@Me() { id: repId }: Person): Promise<OwnPreferencesDto> {
    await this.preferences.endPause({ repId });
    return this.preferences.ofRep(repId);
  }

  @Put('preferences/stop')
  @ApiOperation({ operationId: 'stopOwn', summary: 'Stop every mail; it can be undone' })
  @ApiOkResponse({ type: OwnPreferencesDto })
  async stop(@Me() { id: repId }: Person): Promise<OwnPreferencesDto> {
    await this.preferences.stopAll(repId);
    return this.preferences.ofRep(repId);
  }

  @Delete('preferences/stop')
  @ApiOperation({ operationId: 'resumeOwn', summary: 'Take every wish to stop back' })
  @ApiOkResponse({ type: OwnPreferencesDto })
  async resume(@Me() { id: repId }: Person): Promise<OwnPreferencesDto> {
    await this.preferences.optIn({ repId });
    return this.preferences.ofRep(repId);
  }
}
