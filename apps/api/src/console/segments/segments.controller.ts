import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger'; // prettier-ignore
import { EditedLinesQueries } from '@relais/editorial';
import { actorOf, AuditService, EditedSegmentsService, SegmentReachQueries, SegmentValuesQueries, type Caller, type Person } from '@relais/network'; // prettier-ignore
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { NamedSegmentDto, NewSegmentForm, RuleFieldsDto, RuleForm, SegmentChangeForm, SegmentConflictDto, SegmentDto, SegmentReachDto, SegmentsDto, SegmentSlug } from './segments.dto.js'; // prettier-ignore

/** Segments: saved rules over reps and partners. */
@ApiTags('segments')
@Controller('api/v1')
@Allow('channel-manager', 'programme-admin')
export class SegmentsController {
  constructor(
    private readonly segments: EditedSegmentsService,
    private readonly reach: SegmentReachQueries,
    private readonly values: SegmentValuesQueries,
    private readonly lines: EditedLinesQueries,
    private readonly audit: AuditService,
  ) {}

  @Get('segments')
  @Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
  @ApiOperation({ operationId: 'listSegments', summary: 'Every segment, by slug; `reach` counts one' })
  @ApiOkResponse({ type: SegmentsDto })
  async list(): Promise<SegmentsDto> {
    return { segments: await this.segments.all() };
  }

  @Get('segment-fields')
  @ApiOperation({ operationId: 'listRuleFields', summary: 'Fields that rules may ask about, with their operators and values' }) // prettier-ignore
  @ApiOkResponse({ type: RuleFieldsDto })
  async fields(): Promise<RuleFieldsDto> {
    return { fields: await this.values.fields() };
  }

  @Post('segment-reach')
  @HttpCode(200)
  @ApiOperation({ operationId: 'reachOfRule', summary: 'Count and sample of a rule that is not saved' })
  @ApiOkResponse({ type: SegmentReachDto })
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'segment.invalid; `where` is the place in the rule, such as rule.all[1].field' }) // prettier-ignore
  async reachOfRule(@Me() me: Person, @Body() { rule }: RuleForm): Promise<SegmentReachDto> {
    return this.reach.of([await this.segments.readRule(rule)], me.scope);
  }

  @Get('segments/:slug')
  @Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
  @ApiOperation({ operationId: 'getSegment', summary: 'One segment, and the lines that name it' })
  @ApiOkResponse({ type: NamedSegmentDto })
  @ApiNotFoundResponse({ type: Problem })
  async show(@Param() { slug }: SegmentSlug): Promise<NamedSegmentDto> {
    return { ...(await this.segments.find(slug)), lines: await this.lines.naming(slug) };
  }

  @Get('segments/:slug/reach')
  @Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
  @ApiOperation({ operationId: 'reachOfSegment', summary: 'How many it means right now, and some of them' })
  @ApiOkResponse({ type: SegmentReachDto })
  @ApiNotFoundResponse({ type: Problem })
  async reachOf(@Me() me: Person, @Param() { slug }: SegmentSlug): Promise<SegmentReachDto> {
    return this.reach.of([(await this.segments.find(slug)).rule], me.scope);
  }

  @Post('segments')
  @ApiOperation({ operationId: 'createSegment', summary: 'Make a segment' })
  @ApiCreatedResponse({ type: SegmentDto })
  @ApiConflictResponse({ type: Problem, description: 'segment.exists' })
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'segment.invalid, with every fault at its place' })
  async create(@Me() me: Person, @Body() form: NewSegmentForm, @From() caller: Caller): Promise<SegmentDto> {
    const segment = await this.segments.create(form);
    await this.audit.note(actorOf(me, caller), { action: 'segment-created', subject: `segment:${form.slug}` });
    return segment;
  }

  @Put('segments/:slug')
  @ApiOperation({ operationId: 'updateSegment', summary: 'Change a segment; whoever leaves it gets nothing more of its lines' }) // prettier-ignore
  @ApiOkResponse({ type: SegmentDto })
  @ApiConflictResponse({ type: SegmentConflictDto })
  @ApiUnprocessableEntityResponse({ type: Problem, description: 'segment.invalid, with every fault at its place' })
  async update(
    @Me() me: Person,
    @Param() { slug }: SegmentSlug,
    @Body() { revision, ...form }: SegmentChangeForm,
    @From() caller: Caller,
  ): Promise<SegmentDto> {
    // prettier-ignore
    const segment = await this.segments.update({ slug, ...form }, revision);
    const detail = { revision: segment.revision };
    await this.audit.note(actorOf(me, caller), { action: 'segment-changed', subject: `segment:${slug}`, detail });
    return segment;
  }
}
