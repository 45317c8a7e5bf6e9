import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RetractionsService, TalliesQueries } from '@relais/delivery';
import { BricksQueries, checkDraft, documentOf, HistoryQueries, LinesQueries, PublishingService } from '@relais/editorial'; // prettier-ignore
import { AccountNamesQueries, actorOf, AuditService, type Caller, type Person } from '@relais/network';
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { BrickId, BricksDto, BricksQuery, DiffDto, DiffQuery, VersionDto, VersionPlace, VersionsDto, WithdrawnDto } from './bricks.dto.js'; // prettier-ignore
import { DraftCheckDto, DraftCheckForm, DraftId, WithdrawForm } from './drafts.dto.js';

/** Bricks of a line, and what each has said. */
@ApiTags('bricks')
@Controller('api/v1')
@Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor')
export class BricksController {
  constructor(
    private readonly bricks: BricksQueries,
    private readonly history: HistoryQueries,
    private readonly names: AccountNamesQueries,
    private readonly lines: LinesQueries,
    private readonly tallies: TalliesQueries,
  ) {}

  @Get('bricks')
  @ApiOperation({ operationId: 'listBricks', summary: 'Every brick of a line in its order, drafts among them' })
  @ApiOkResponse({ type: BricksDto })
  @ApiNotFoundResponse({ type: Problem })
  async list(@Query() { line }: BricksQuery): Promise<BricksDto> {
    const [bricks, reached] = await Promise.all([this.bricks.ofLine(line), this.tallies.reached(line)]);
    return { bricks: bricks.map((brick) => ({ ...brick, reached: reached.get(brick.brickId ?? 0) ?? 0 })) };
  }

  @Get('bricks/:id/versions')
  @ApiOperation({ operationId: 'listBrickVersions', summary: 'The history of a brick' })
  @ApiOkResponse({ type: VersionsDto })
  @ApiNotFoundResponse({ type: Problem })
  async versions(@Param() { id }: BrickId): Promise<VersionsDto> {
    const found = await this.history.versions(id);
    const names = await this.names.of(found.flatMap(({ draft: d }) => d ? [...d.writers, d.approvedBy, d.publishedBy] : [])); // prettier-ignore
    const name = (account: number | null) => (account === null ? null : names.get(account)!);
    return {
      versions: found.map(({ draft, ...version }) => ({
        ...version,
        draft: draft && {
          id: draft.id,
          writers: draft.writers.map((writer) => name(writer)!),
          approvedBy: name(draft.approvedBy),
          publishedBy: name(draft.publishedBy),
        },
      })),
    };
  }

  @Get('bricks/:id/versions/:number')
  @ApiOperation({ operationId: 'getBrickVersion', summary: 'What one version says' })
  @ApiOkResponse({ type: VersionDto })
  @ApiNotFoundResponse({ type: Problem })
  async version(@Param() { id, number }: VersionPlace): Promise<VersionDto> {
    const { versionId, line, slug, publishedAt, ...content } = await this.history.version(id, number);
    const document = documentOf(content);
    return { id: versionId, number, line: line.slug, slug, locale: line.locale, publishedAt, document };
  }

  @Get('bricks/:id/diff')
  @ApiOperation({
    operationId: 'diffBrickVersions',
    summary: 'What changed between two versions, by field and language',
  })
  @ApiOkResponse({ type: DiffDto })
  @ApiNotFoundResponse({ type: Problem })
  async diff(@Param() { id }: BrickId, @Query() { from, to }: DiffQuery): Promise<DiffDto> {
    const until = to ?? (await this.history.version(id, null)).number;
    return { changes: await this.history.diff(id, from, until) };
  }

  @Get('drafts/:id/diff')
  @ApiOperation({ operationId: 'diffDraft', summary: 'What a draft changes of the version it began from' })
  @ApiOkResponse({ type: DiffDto })
  @ApiNotFoundResponse({ type: Problem })
  async diffDraft(@Param() { id }: DraftId): Promise<DiffDto> {
    return { changes: await this.history.diffOfDraft(id) };
  }

  @Post('draft-checks')
  @HttpCode(200)
  @Allow('author', 'channel-manager', 'programme-admin')
  @ApiOperation({ operationId: 'checkDraft', summary: 'Check a text without saving it, by the rules of content files' })
  @ApiOkResponse({ type: DraftCheckDto })
  @ApiNotFoundResponse({ type: Problem, description: 'No such line' })
  async check(@Body() { line, document, plan = { day: null, on: null } }: DraftCheckForm): Promise<DraftCheckDto> {
    const { locale, mode } = await this.lines.bySlug(line);
    const { faults, outdated } = checkDraft(document, { slug: 'draft', position: 0, ...plan, mode, master: locale });
    return { faults, outdated };
  }
}

/** Takes bricks out of circulation. */
@ApiTags('bricks')
@Controller('api/v1/bricks')
@Allow('channel-manager', 'programme-admin')
export class WithdrawalsController {
  constructor(
    private readonly publishing: PublishingService,
    private readonly history: HistoryQueries,
    private readonly retractions: RetractionsService,
    private readonly audit: AuditService,
  ) {}

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawBrick', summary: 'Stop a brick everywhere, and tell those who answered it' })
  @ApiOkResponse({ type: WithdrawnDto })
  @ApiNotFoundResponse({ type: Problem })
  async withdraw(
    @Me() me: Person,
    @Param() { id }: BrickId,
    @Body() { reason = {}, quiet = false }: WithdrawForm,
    @From() caller: Caller,
  ): Promise<WithdrawnDto> {
    // prettier-ignore
    const { line, slug } = await this.history.version(id, null);
    const withdrawn = await this.publishing.withdraw(line.slug, slug, { reason, quiet });
    const told = withdrawn ? await this.retractions.tell() : 0;
    const detail = { brick: `${line.slug}/${slug}`, quiet, told };
    if (withdrawn) await this.audit.note(actorOf(me, caller), { action: 'brick-withdrawn', subject: `brick:${id}`, detail }); // prettier-ignore
    return { withdrawn, told };
  }
}
