import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { EditedLinesQueries, LinesService, type EditedLine, type LineStatus } from '@relais/editorial';
import { actorOf, AuditService, EditedSegmentsService, type Caller, type Person } from '@relais/network';
import { Conflict } from '@relais/platform';
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { LineChangeForm, LineConflictDto, LineDto, LineRevisionForm, LinesDto, LineSlug, NewLineForm } from './lines.dto.js'; // prettier-ignore

/** Editorial lines: whom they speak to, when, and how often a brick comes back. */
@ApiTags('lines')
@Controller('api/v1/lines')
@Allow('channel-manager', 'programme-admin')
export class LinesController {
  constructor(
    private readonly queries: EditedLinesQueries,
    private readonly lines: LinesService,
    private readonly segments: EditedSegmentsService,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
  @ApiOperation({ operationId: 'listLines', summary: 'Every line, by slug' })
  @ApiOkResponse({ type: LinesDto })
  async list(): Promise<LinesDto> {
    return { lines: (await this.queries.all()).map((line) => LineDto.of(line)) };
  }

  @Get(':slug')
  @Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
  @ApiOperation({ operationId: 'getLine', summary: 'One line' })
  @ApiOkResponse({ type: LineDto })
  @ApiNotFoundResponse({ type: Problem })
  async show(@Param() { slug }: LineSlug): Promise<LineDto> {
    return LineDto.of(await this.queries.find(slug));
  }

  @Post()
  @ApiOperation({ operationId: 'createLine', summary: 'Make a line' })
  @ApiCreatedResponse({ type: LineDto })
  @ApiConflictResponse({ type: Problem, description: 'line.exists' })
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'line.invalid, with every fault at its field' })
  async create(
    @Me() me: Person,
    @Body() { status = 'draft', ...form }: NewLineForm,
    @From() caller: Caller,
  ): Promise<LineDto> {
    // prettier-ignore
    return this.changed(me, caller, 'line-created', this.lines.create({ ...form, status }, await this.knownSegments()));
  }

  @Put(':slug')
  @ApiOperation({ operationId: 'updateLine', summary: 'Change a line; what is planned already stays' })
  @ApiOkResponse({ type: LineDto })
  @ApiConflictResponse({ type: LineConflictDto, description: 'line.changed; line.bricks: its bricks do not fit the new mode or language' }) // prettier-ignore
  @ApiNotFoundResponse({ type: Problem })
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'line.invalid, with every fault at its field' })
  async update(
    @Me() me: Person,
    @Param() { slug }: LineSlug,
    @Body() { revision, ...form }: LineChangeForm,
    @From() caller: Caller,
  ): Promise<LineDto> {
    // prettier-ignore
    const { status } = (await this.queries.find(slug)).line;
    const work = this.lines.update(slug, { ...form, status }, revision, await this.knownSegments());
    return this.changed(me, caller, 'line-changed', work);
  }

  @Post(':slug/pause')
  @HttpCode(200)
  @ApiOperation({ operationId: 'pauseLine', summary: 'Nothing of it is sent any more, not even what is planned' })
  @ApiOkResponse({ type: LineDto })
  @ApiConflictResponse({ type: LineConflictDto })
  pause(
    @Me() me: Person,
    @Param() { slug }: LineSlug,
    @Body() form: LineRevisionForm,
    @From() caller: Caller,
  ): Promise<LineDto> {
    // prettier-ignore
    return this.setStatus(me, caller, slug, 'paused', form);
  }

  @Post(':slug/resume')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resumeLine', summary: 'Let it speak: a draft or a paused line becomes active' })
  @ApiOkResponse({ type: LineDto })
  @ApiConflictResponse({ type: LineConflictDto })
  resume(
    @Me() me: Person,
    @Param() { slug }: LineSlug,
    @Body() form: LineRevisionForm,
    @From() caller: Caller,
  ): Promise<LineDto> {
    // prettier-ignore
    return this.setStatus(me, caller, slug, 'active', form);
  }

  private setStatus(me: Person, caller: Caller, slug: string, status: LineStatus, { revision }: LineRevisionForm) {
    const action = status === 'active' ? 'line-resumed' : 'line-paused';
    return this.changed(me, caller, action, this.lines.setStatus(slug, status, revision));
  }

  private async changed(me: Person, caller: Caller, action: string, work: Promise<EditedLine>): Promise<LineDto> {
    try {
      const line = LineDto.of(await work);
      const detail = { revision: line.revision };
      await this.audit.note(actorOf(me, caller), { action, subject: `line:${line.slug}`, detail });
      return line;
    } catch (error) {
      if (!(error instanceof Conflict) || error.current === undefined) throw error;
      throw new Conflict(error.code, error.message, error.details, LineDto.of(error.current as EditedLine));
    }
  }

  private async knownSegments(): Promise<ReadonlySet<string>> {
    return new Set((await this.segments.all()).map(({ slug }) => slug));
  }
}
