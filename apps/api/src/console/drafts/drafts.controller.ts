import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { DraftsQueries, DraftsService, type DraftAct } from '@relais/editorial';
import { actorOf, AuditService, type Caller, type Person } from '@relais/network';
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { accountId } from '../console-input.js';
import { DraftView } from './draft-view.js';
import { DraftConflictDto, DraftDto, DraftForm, DraftId, DraftsDto, DraftsQuery, NewDraftForm, PublishForm, ReturnForm, RevisionForm, RevisionOfForm } from './drafts.dto.js'; // prettier-ignore

/** Bricks as they are being written, reviewed and published. */
@ApiTags('drafts')
@Controller('api/v1/drafts')
@Allow('author', 'channel-manager', 'programme-admin')
export class DraftsController {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly drafts: DraftsService,
    private readonly view: DraftView,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Allow('author', 'channel-manager', 'programme-admin', 'auditor')
  @ApiOperation({
    operationId: 'listDrafts',
    summary: 'Drafts, latest begun first: what I write, what waits for review',
  })
  @ApiOkResponse({ type: DraftsDto })
  async list(@Me() me: Person, @Query() query: DraftsQuery): Promise<DraftsDto> {
    const { state: states, mine, limit, ...filter } = query;
    const writer = mine && { [mine === 'true' ? 'writer' : 'notWriter']: accountId(me) };
    const found = await this.queries.list({ ...filter, ...writer, states, limit: limit + 1 });
    const page = found.slice(0, limit);
    return { drafts: await this.view.list(page, me), next: found.length > page.length ? page.at(-1)!.id : null };
  }

  @Post()
  @ApiOperation({ operationId: 'beginDraft', summary: 'Begin a new brick at the end of a line' })
  @ApiCreatedResponse({ type: DraftDto })
  @ApiNotFoundResponse({ description: 'No such line', type: Problem })
  async begin(@Me() me: Person, @Body() form: NewDraftForm): Promise<DraftDto> {
    return this.view.of(await this.drafts.begin(form, accountId(me)), me);
  }

  @Post('revisions')
  @HttpCode(200)
  @ApiOperation({ operationId: 'reviseBrick', summary: 'Begin a draft from the current version of a brick; an open one is given' }) // prettier-ignore
  @ApiOkResponse({ type: DraftDto })
  @ApiNotFoundResponse({ type: Problem })
  async revise(@Me() me: Person, @Body() { brickId }: RevisionOfForm): Promise<DraftDto> {
    return this.view.of(await this.drafts.revise(brickId, accountId(me)), me);
  }

  @Get(':id')
  @Allow('author', 'channel-manager', 'programme-admin', 'auditor')
  @ApiOperation({ operationId: 'getDraft', summary: 'A draft with every fault it has' })
  @ApiOkResponse({ type: DraftDto })
  @ApiNotFoundResponse({ type: Problem })
  async show(@Me() me: Person, @Param() { id }: DraftId): Promise<DraftDto> {
    return this.view.of(await this.queries.find(id), me);
  }

  @Put(':id')
  @ApiOperation({ operationId: 'saveDraft', summary: 'Save what was typed, complete or not; other words take an approval back' }) // prettier-ignore
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto, description: 'draft.changed: somebody saved in between, nothing was saved; draft.state' }) // prettier-ignore
  save(@Me() me: Person, @Param() { id }: DraftId, @Body() form: DraftForm): Promise<DraftDto> {
    return this.view.changed(me, this.drafts.save(id, form, accountId(me)));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOperation({ operationId: 'submitDraft', summary: 'Send it to review' })
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto })
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'draft.invalid, with every fault' })
  submit(
    @Me() me: Person,
    @Param() { id }: DraftId,
    @Body() form: RevisionForm,
    @From() caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    return this.act(me, id, 'submit', form, caller);
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({ operationId: 'returnDraft', summary: 'Give it back to its writers, with what is asked for' })
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto })
  giveBack(
    @Me() me: Person,
    @Param() { id }: DraftId,
    @Body() form: ReturnForm,
    @From() caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    return this.act(me, id, 'return', form, caller);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({ operationId: 'approveDraft', summary: 'Approve it; nobody who wrote in it may' })
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto, description: 'draft.own-text: you wrote in it; draft.changed; draft.state' }) // prettier-ignore
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'draft.invalid, with every fault' })
  approve(
    @Me() me: Person,
    @Param() { id }: DraftId,
    @Body() form: RevisionForm,
    @From() caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    return this.act(me, id, 'approve', form, caller);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Allow('channel-manager', 'programme-admin')
  @ApiOperation({ operationId: 'publishDraft', summary: 'Publish an approved draft as an immutable version; nothing is sent before its day' }) // prettier-ignore
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto, description: 'draft.overtaken: published by somebody else meanwhile; brick.slug-taken; draft.changed; draft.state' }) // prettier-ignore
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'draft.invalid, such as plan.day: a calendar line needs a day or a date' }) // prettier-ignore
  async publish(
    @Me() me: Person,
    @Param() { id }: DraftId,
    @Body() form: PublishForm,
    @From() caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    const draft = await this.view.changed(me, this.drafts.publish(id, form, accountId(me)));
    const detail = { brick: `${draft.line}/${draft.slug}`, version: draft.current };
    await this.audit.note(actorOf(me, caller), {
      action: 'brick-published',
      subject: `brick:${draft.brickId}`,
      detail,
    });
    return draft;
  }

  @Post(':id/discard')
  @HttpCode(200)
  @ApiOperation({ operationId: 'discardDraft', summary: 'Put it away; `restore` takes that back' })
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto })
  discard(
    @Me() me: Person,
    @Param() { id }: DraftId,
    @Body() form: RevisionForm,
    @From() caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    return this.act(me, id, 'discard', form, caller);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @ApiOperation({ operationId: 'restoreDraft', summary: 'Take a discard back' })
  @ApiOkResponse({ type: DraftDto })
  @ApiConflictResponse({ type: DraftConflictDto, description: 'draft.twin: there is a newer draft of the brick' })
  restore(
    @Me() me: Person,
    @Param() { id }: DraftId,
    @Body() form: RevisionForm,
    @From() caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    return this.act(me, id, 'restore', form, caller);
  }

  private async act(
    me: Person,
    id: number,
    act: Exclude<DraftAct, 'write' | 'publish'>,
    form: ReturnForm,
    caller: Caller,
  ): Promise<DraftDto> {
    // prettier-ignore
    const draft = await this.view.changed(me, this.drafts.act(id, act, form, accountId(me)));
    const detail = { brick: `${draft.line}/${draft.slug}`, revision: draft.revision };
    await this.audit.note(actorOf(me, caller), { action: `draft-${act}`, subject: `draft:${id}`, detail });
    return draft;
  }
}
