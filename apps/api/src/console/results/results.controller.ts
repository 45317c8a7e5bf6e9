import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ProficiencyQueries, ResultsQueries, TalliesQueries, type BrickResult } from '@relais/delivery';
import type { Person, Scope } from '@relais/network';
import { Clock } from '@relais/platform';
import { Allow } from '../../access/allow.js';
import { Me } from '../../access/who.js';
import { BrickId } from '../drafts/bricks.dto.js';
import { csvFile } from './csv.rules.js';
import { BrickResultsDto, ChoicesDto, OpenAnswersDto, OpenAnswersQuery, ProficiencyDto, ResultsDto, ResultsQuery, type LineResultDto } from './results.dto.js'; // prettier-ignore

/** A file holds no more open answers than this; the list has the rest. */
const MOST_ANSWERS = 10_000;
const CSV = 'text/csv; charset=utf-8';

/** Who answered what, within the scope of whoever asks: a partner admin sees the own company and those below it. */
@ApiTags('results')
@Controller('api/v1/results')
@Allow('author', 'channel-manager', 'programme-admin', 'coach', 'auditor', 'partner-admin')
export class ResultsController {
  constructor(
    private readonly results: ResultsQueries,
    private readonly proficiency: ProficiencyQueries,
    private readonly tallies: TalliesQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getResults', summary: 'Reach, answers and right answers by line and brick' })
  @ApiOkResponse({ type: ResultsDto })
  async show(@Me() me: Person, @Query() query: ResultsQuery): Promise<ResultsDto> {
    const [bricks, days, countedAt] = await Promise.all([
      this.results.bricks(query, me.scope),
      this.results.days(query, me.scope),
      this.countedAt(me.scope),
    ]);
    return { lines: byLine(bricks), bricks, days, countedAt };
  }

  @Get('bricks.csv')
  @Header('Content-Type', CSV)
  @Header('Content-Disposition', 'attachment; filename="bricks.csv"')
  @ApiOperation({ operationId: 'exportResults', summary: 'The same as a CSV file' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async csv(@Me() me: Person, @Query() query: ResultsQuery): Promise<string> {
    const bricks = await this.results.bricks(query, me.scope);
    const head = ['line', 'brick', 'title', 'kind', 'theme', 'reached', 'answered', 'graded', 'correct'];
    const lines = bricks.map((b) => [b.line, b.slug, b.title, b.kind, b.theme, b.reached, b.answered, b.graded, b.correct]); // prettier-ignore
    return csvFile([head, ...lines]);
  }

  @Get('proficiency')
  @ApiOperation({ operationId: 'getProficiency', summary: 'Share of right answers by segment and theme; groups under five people are hidden' }) // prettier-ignore
  @ApiOkResponse({ type: ProficiencyDto })
  map(@Me() me: Person, @Query() query: ResultsQuery): Promise<ProficiencyDto> {
    return this.proficiency.map(query, me.scope);
  }

  @Get('bricks/:id')
  @ApiOperation({ operationId: 'getBrickResults', summary: 'One brick: its sums, and how it went day by day' })
  @ApiOkResponse({ type: BrickResultsDto })
  async brick(@Me() me: Person, @Param() { id }: BrickId, @Query() query: ResultsQuery): Promise<BrickResultsDto> {
    const [brick, days, countedAt] = await Promise.all([
      this.results.brick(id, query, me.scope),
      this.results.days(query, me.scope, id),
      this.countedAt(me.scope),
    ]);
    return { brick, days, countedAt };
  }

  @Get('bricks/:id/choices')
  @ApiOperation({ operationId: 'getChoices', summary: 'How often each option was chosen' })
  @ApiOkResponse({ type: ChoicesDto })
  async choices(@Me() me: Person, @Param() { id }: BrickId): Promise<ChoicesDto> {
    return { choices: await this.results.choices(id, me.scope) };
  }

  @Get('bricks/:id/answers')
  @ApiOperation({ operationId: 'listOpenAnswers', summary: 'What people wrote, latest first' })
  @ApiOkResponse({ type: OpenAnswersDto })
  async answers(
    @Me() me: Person,
    @Param() { id }: BrickId,
    @Query() { limit, before }: OpenAnswersQuery,
  ): Promise<OpenAnswersDto> {
    // prettier-ignore
    const [at, last] = before?.split('-') ?? [];
    const cursor = at && last ? { before: { at: new Date(Number(at)), id: last } } : {};
    const found = await this.results.openAnswers(id, { limit: limit + 1, ...cursor }, me.scope);
    const answers = found.slice(0, limit);
    const end = answers.at(-1);
    return { answers, next: end && found.length > answers.length ? `${end.answeredAt.getTime()}-${end.id}` : null };
  }

  @Get('bricks/:id/answers.csv')
  @Header('Content-Type', CSV)
  @Header('Content-Disposition', 'attachment; filename="answers.csv"')
  @ApiOperation({ operationId: 'exportOpenAnswers', summary: `The latest ${MOST_ANSWERS} as a CSV file` })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async answersCsv(@Me() me: Person, @Param() { id }: BrickId): Promise<string> {
    const found = await this.results.openAnswers(id, { limit: MOST_ANSWERS }, me.scope);
    const lines = found.map(({ answeredAt, rep, text }) => [answeredAt, rep.partner, rep.name, text]);
    return csvFile([['answered_at', 'partner', 'name', 'text'], ...lines]);
  }

  /** The whole network is read from sums, a part of it is counted as it is asked for. */
  private async countedAt(scope: Scope): Promise<Date | null> {
    return scope.kind === 'network' ? this.tallies.madeAt() : this.clock.now();
  }
}

function byLine(bricks: BrickResult[]): LineResultDto[] {
  const lines = new Map<string, LineResultDto>();
  for (const { line, lineName, reached, answered, graded, correct } of bricks) {
    const sum = lines.get(line) ?? { line, lineName, bricks: 0, reached: 0, answered: 0, graded: 0, correct: 0 };
    sum.bricks += 1;
    sum.reached += reached;
    sum.answered += answered;
    sum.graded += graded;
    sum.correct += correct;
    lines.set(line, sum);
  }
  return [...lines.values()];
}
