import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DRAFT_STATES, type BrickKind, type DraftState } from '@relais/editorial';
import { LARGEST_ID } from '../console-input.js';
import { BrickPlanDto, DraftDocumentDto, KINDS } from './document.dto.js';
import { WriterDto } from './drafts.dto.js';

export class BrickId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) id: number;
}

export class VersionPlace extends BrickId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) number: number;
}

export class BricksQuery {
  @ApiProperty({ description: 'Slug of the line' }) @IsString() @MaxLength(80) line: string;
}

export class DiffQuery {
  @ApiProperty({ description: 'Number of a version' }) @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) from: number; // prettier-ignore

  @ApiPropertyOptional({ description: 'Number of another version; default: the current one' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  to?: number;
}

export class OpenDraftDto {
  @ApiProperty() id: number;
  @ApiProperty({ enum: DRAFT_STATES, enumName: 'DraftState' }) state: DraftState;
  @ApiProperty() revision: number;
}

export class ListedBrickDto {
  @ApiProperty({ type: Number, nullable: true, description: 'null: never published' }) brickId: number | null;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty() slug: string;
  @ApiProperty({ description: 'Place in the line' }) position: number;
  @ApiProperty() plan: BrickPlanDto;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: BrickKind;
  @ApiProperty({ type: String, nullable: true }) theme: string | null;
  @ApiProperty() title: string;
  @ApiProperty({ enum: ['published', 'withdrawn'], nullable: true, type: String, description: 'null: a draft only' })
  status: 'published' | 'withdrawn' | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Number of the current version' }) version: number | null;
  @ApiProperty({ description: 'People it reached by first presentations; 0: it is still to come' }) reached: number;
  @ApiProperty({ type: [String] }) locales: string[];
  @ApiProperty({ type: [String], description: 'Locales whose master was revised after their translation' })
  outdated: string[];
  @ApiProperty({ type: OpenDraftDto, nullable: true, description: 'The open draft' }) draft: OpenDraftDto | null;
  @ApiProperty({ description: 'Differs from its files, or has none: `relais content export` writes it back' })
  editedInConsole: boolean;
  @ApiProperty() updatedAt: Date;
}

export class BricksDto {
  @ApiProperty({ type: [ListedBrickDto] }) bricks: ListedBrickDto[];
}

export class VersionDraftDto {
  @ApiProperty() id: number;
  @ApiProperty({ type: [WriterDto] }) writers: WriterDto[];
  @ApiProperty({ type: WriterDto, nullable: true }) approvedBy: WriterDto | null;
  @ApiProperty({ type: WriterDto, nullable: true }) publishedBy: WriterDto | null;
}

export class ListedVersionDto {
  @ApiProperty() id: number;
  @ApiProperty() number: number;
  @ApiProperty() current: boolean;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: BrickKind;
  @ApiProperty() title: string;
  @ApiProperty() publishedAt: Date;
  @ApiProperty({ type: VersionDraftDto, nullable: true, description: 'null: it came from files' })
  draft: VersionDraftDto | null;
}

export class VersionsDto {
  @ApiProperty({ type: [ListedVersionDto], description: 'Latest first' }) versions: ListedVersionDto[];
}

export class VersionDto {
  @ApiProperty() id: number;
  @ApiProperty() number: number;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty() slug: string;
  @ApiProperty({ description: 'Language of the line' }) locale: string;
  @ApiProperty() publishedAt: Date;
  @ApiProperty() document: DraftDocumentDto;
}

export class FieldDiffDto {
  @ApiProperty({ example: 'options.b', description: 'title, body, options.b, right, variants.1.body …' }) field: string;
  @ApiProperty({ type: String, nullable: true, description: 'null: of the whole brick' }) locale: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null: was not there' }) before: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null: is not there any more' }) after: string | null;
}

export class DiffDto {
  @ApiProperty({ type: [FieldDiffDto], description: 'The whole brick first, then each language' }) changes: FieldDiffDto[]; // prettier-ignore
}

export class WithdrawnDto {
  @ApiProperty({ description: 'false: it was withdrawn already' }) withdrawn: boolean;
  @ApiProperty({ description: 'People who answered it and are told' }) told: number;
}
