import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConflictResponse, ApiConsumes, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'; // prettier-ignore
import { AccountNamesQueries, actorOf, AuditService, PeopleImportsService, type Caller, type ListedImport, type Person } from '@relais/network'; // prettier-ignore
import { Allow } from '../../access/allow.js';
import { From, Me } from '../../access/who.js';
import { Problem } from '../../http/problem.js';
import { accountId } from '../console-input.js';
import { csvFile } from '../results/csv.rules.js';
import { Csv, type CsvBody } from './csv-body.js';
import { ApplyForm, ImportId, PeopleImportDto, PeopleImportsDto, UploadQuery } from './people-imports.dto.js';

/** People files: uploaded, checked without writing anything, applied. */
@ApiTags('network')
@Controller('api/v1/people-imports')
@Allow('channel-manager', 'programme-admin')
export class PeopleImportsController {
  constructor(
    private readonly imports: PeopleImportsService,
    private readonly names: AccountNamesQueries,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Allow('channel-manager', 'programme-admin', 'auditor')
  @ApiOperation({ operationId: 'listPeopleImports', summary: 'The latest imports' })
  @ApiOkResponse({ type: PeopleImportsDto })
  async list(): Promise<PeopleImportsDto> {
    return { imports: await this.shown(await this.imports.list(50)) };
  }

  @Get(':id')
  @Allow('channel-manager', 'programme-admin', 'auditor')
  @ApiOperation({ operationId: 'getPeopleImport', summary: 'One import: its progress, what it would do, what it did' })
  @ApiOkResponse({ type: PeopleImportDto })
  @ApiNotFoundResponse({ type: Problem })
  async show(@Param() { id }: ImportId): Promise<PeopleImportDto> {
    return (await this.shown([await this.imports.find(id)]))[0]!;
  }

  @Get(':id/rejected.csv')
  @Allow('channel-manager', 'programme-admin', 'auditor')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="rejected.csv"')
  @ApiOperation({ operationId: 'exportRejected', summary: 'What was refused of a file, by line, as a CSV file' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({ type: Problem })
  async rejected(@Param() { id }: ImportId): Promise<string> {
    const { report } = await this.imports.find(id);
    const lines = (report?.rejected ?? []).map(({ line, field, reason, fix }) => [line, field, reason, fix]);
    return csvFile([['line', 'column', 'reason', 'fix'], ...lines]);
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ operationId: 'uploadPeople', summary: 'Upload a CSV file of partners and reps (up to 64 MB) and have it checked; nothing is written' }) // prettier-ignore
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiAcceptedResponse({ type: PeopleImportDto })
  async upload(@Me() me: Person, @Query() { name }: UploadQuery, @Csv() file: CsvBody): Promise<PeopleImportDto> {
    const made = await this.imports.upload(name, await file.read(), accountId(me));
    return (await this.shown([made]))[0]!;
  }

  @Post(':id/apply')
  @HttpCode(202)
  @ApiOperation({ operationId: 'applyPeopleImport', summary: 'Apply a checked file' })
  @ApiAcceptedResponse({ type: PeopleImportDto })
  @ApiNotFoundResponse({ type: Problem })
  @ApiConflictResponse({ type: Problem, description: 'import.rejected-rows: say skipInvalid to leave them out; import.state' }) // prettier-ignore
  async apply(
    @Me() me: Person,
    @Param() { id }: ImportId,
    @Body() form: ApplyForm,
    @From() caller: Caller,
  ): Promise<PeopleImportDto> {
    // prettier-ignore
    const applying = await this.imports.apply(id, form);
    const detail = { name: applying.name, rows: applying.report?.rows ?? null, skipInvalid: applying.skipInvalid };
    await this.audit.note(actorOf(me, caller), { action: 'people-imported', subject: `people-import:${id}`, detail });
    return (await this.shown([applying]))[0]!;
  }

  private async shown(imports: ListedImport[]): Promise<PeopleImportDto[]> {
    const names = await this.names.of(imports.map(({ uploadedBy }) => uploadedBy));
    return imports.map((one) => ({ ...one, uploadedBy: names.get(one.uploadedBy)! }));
  }
}
