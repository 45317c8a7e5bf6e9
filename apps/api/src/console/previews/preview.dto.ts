import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { SketchOf } from '@relais/editorial';
import { Invalid } from '@relais/platform';
import { LARGEST_ID } from '../console-input.js';

/** Which brick, and through whose eyes. */
export class PreviewQuery {
  @ApiPropertyOptional({ description: 'Id of a draft, as it was last saved' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  draft?: number;

  @ApiPropertyOptional({ description: 'Or the id of a version' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  version?: number;

  @ApiPropertyOptional({ description: 'Id of the rep who reads it; without: somebody made up' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  rep?: number;

  @ApiPropertyOptional({
    description: 'Language of the reader; default: the rep’s, or that of the line',
    example: 'fr',
  })
  @IsOptional()
  @IsString()
  @Length(2, 20)
  @Matches(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/, { message: 'is not a language' })
  locale?: string;

  @ApiPropertyOptional({ description: '0: the first presentation; then its repeats, which ask the variants', default: 0 }) // prettier-ignore
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(30)
  occurrence: number = 0;
}

export class MailPreviewQuery extends PreviewQuery {
  @ApiPropertyOptional({ enum: ['auto', 'light', 'dark'], default: 'auto', description: 'What the mail program asks for' }) // prettier-ignore
  @IsIn(['auto', 'light', 'dark'])
  scheme: 'auto' | 'light' | 'dark' = 'auto';
}

export class PagePreviewQuery extends PreviewQuery {
  @ApiPropertyOptional({ enum: ['question', 'right', 'wrong'], default: 'question', description: 'Before the answer, or after a right or a wrong one; of kinds that are not graded both are the page after' }) // prettier-ignore
  @IsIn(['question', 'right', 'wrong'])
  state: 'question' | 'right' | 'wrong' = 'question';
}

/** @throws Invalid `request.preview` unless exactly one is named */
export function sketchNamed({ draft, version }: { draft?: number; version?: number }): SketchOf {
  if (draft !== undefined && version === undefined) return { kind: 'draft', id: draft };
  if (version !== undefined && draft === undefined) return { kind: 'version', id: version };
  const what = 'name a draft or a version, one of the two';
  throw new Invalid('request.preview', 'The request has faults:', [{ where: 'draft', what }]);
}

export class PreviewDto {
  @ApiProperty() subject: string;
  @ApiProperty({ example: 'Kelvane <learning@kelvane.example>' }) from: string;
  @ApiProperty({ description: 'The text part of the mail' }) text: string;
  @ApiProperty({ description: 'Language of the wording: the reader’s, or the one it falls back to' }) locale: string;
  @ApiProperty({ description: 'Bytes of the HTML part; mail programs cut off at about 100,000' }) htmlBytes: number;
}

export class TestSendForm {
  @ApiPropertyOptional() @IsOptional() @IsInt() @Min(1) @Max(LARGEST_ID) draft?: number;
  @ApiPropertyOptional() @IsOptional() @IsInt() @Min(1) @Max(LARGEST_ID) version?: number;

  @ApiPropertyOptional({ description: 'Default: your own language', example: 'fr' })
  @IsOptional()
  @Matches(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/, { message: 'is not a language' })
  @Length(2, 20)
  locale?: string;

  @ApiPropertyOptional({ default: 0 }) @IsOptional() @IsInt() @Min(0) @Max(30) occurrence?: number;
}

export class TestSentDto {
  @ApiProperty({ description: 'Your own address: a test goes nowhere else' }) to: string;
}
