import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { ProblemFault } from '../../http/problem.js';
import { LARGEST_ID } from '../console-input.js';
import { WriterDto } from '../drafts/drafts.dto.js';

const STATES = ['waiting', 'checked', 'applying', 'applied', 'refused', 'failed'] as const;

export class ImportId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) id: number;
}

export class UploadQuery {
  @ApiPropertyOptional({ default: 'people.csv', description: 'Name of the file' })
  @IsString()
  @Length(1, 200)
  name: string = 'people.csv';
}

export class ApplyForm {
  @ApiPropertyOptional({ default: false, description: 'Leave refused rows out; otherwise one refuses the file' })
  @IsOptional()
  @IsBoolean()
  skipInvalid?: boolean;
}

export class TallyDto {
  @ApiProperty() created: number;
  @ApiProperty() updated: number;
  @ApiProperty() unchanged: number;
}

export class RejectedCellDto {
  @ApiProperty({ description: 'Line of the file, the header is 1' }) line: number;
  @ApiProperty({ description: 'Column, or `row`' }) field: string;
  @ApiProperty() reason: string;
  @ApiProperty() fix: string;
}

export class ChangedFieldDto {
  @ApiProperty({ description: 'Column' }) field: string;
  @ApiProperty({ type: String, nullable: true }) old: string | null;
  @ApiProperty({ type: String, nullable: true }) new: string | null;
}

export class ChangedRowDto {
  @ApiProperty({ description: 'First line of the file that says so' }) line: number;
  @ApiProperty({ enum: ['partner', 'rep'] }) kind: 'partner' | 'rep';
  @ApiProperty({ description: 'As the file writes it' }) id: string;
  @ApiProperty({ description: 'As it is now' }) name: string;
  @ApiProperty({ type: [ChangedFieldDto] }) fields: ChangedFieldDto[];
}

export class ImportReportDto {
  @ApiProperty({ description: 'It is in the database now' }) applied: boolean;
  @ApiProperty() dryRun: boolean;
  @ApiProperty() rows: number;
  @ApiProperty() partners: TallyDto;
  @ApiProperty() reps: TallyDto;
  @ApiProperty() rejectedRows: number;
  @ApiProperty({ type: [RejectedCellDto], description: 'By line; the first 1000' }) rejected: RejectedCellDto[];
  @ApiPropertyOptional({ type: [ChangedRowDto], description: 'Of a check: the first 100 rows that change something, and what' }) // prettier-ignore
  changed?: ChangedRowDto[];
}

export class ImportProgressDto {
  @ApiProperty({ enum: ['reading', 'checking', 'writing'] }) phase: 'reading' | 'checking' | 'writing';
  @ApiProperty() rows: number;
  @ApiProperty({ description: 'Of `bytes` of the import' }) bytes: number;
}

export class ImportRefusalDto {
  @ApiProperty({ example: 'people.header' }) code: string;
  @ApiProperty() message: string;
  @ApiProperty({ type: [ProblemFault] }) faults: ProblemFault[];
}

export class PeopleImportDto {
  @ApiProperty() id: number;
  @ApiProperty() name: string;
  @ApiProperty() bytes: number;
  @ApiProperty({ enum: STATES, enumName: 'PeopleImportState', description: 'waiting: to be checked; checked: nothing written yet, see report; applying; applied; refused: no table of people; failed: a fault of ours' }) // prettier-ignore
  state: (typeof STATES)[number];
  @ApiProperty() skipInvalid: boolean;
  @ApiProperty({ type: ImportProgressDto, nullable: true, description: 'While it is worked on' }) progress: ImportProgressDto | null; // prettier-ignore
  @ApiProperty({ type: ImportReportDto, nullable: true, description: 'What it would do, or did' }) report: ImportReportDto | null; // prettier-ignore
  @ApiProperty({ type: ImportRefusalDto, nullable: true }) refusal: ImportRefusalDto | null;
  @ApiProperty() uploadedBy: WriterDto;
  @ApiProperty() createdAt: Date;
  @ApiProperty() updatedAt: Date;
}

export class PeopleImportsDto {
  @ApiProperty({ type: [PeopleImportDto], description: 'The latest 50, latest first' }) imports: PeopleImportDto[];
}
