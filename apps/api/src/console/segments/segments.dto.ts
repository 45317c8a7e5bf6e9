import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, IsString, Max, MaxLength, Min } from 'class-validator';
import { OPERATORS, type LocalName, type Operator, type SegmentRule } from '@relais/network';
import { Problem } from '../../http/problem.js';
import { IsTexts, LARGEST_ID } from '../console-input.js';

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } } as const;
const RULE = {
  type: 'object',
  additionalProperties: true,
  description:
    'The rule language: {} for everybody; { "all": [rule…] }, { "any": [rule…] }, { "not": rule }; or a condition { "field": name, operator: value }',
  example: {
    all: [
      { field: 'partner.country', in: ['FR', 'BE'] },
      { field: 'partner.tier', at_least: 'gold' },
    ],
  },
} as const;

export class SegmentSlug {
  @ApiProperty() @IsString() @MaxLength(80) slug: string;
}

export class RuleForm {
  @ApiProperty(RULE) @IsObject() rule: SegmentRule;
}

export class SegmentChangeForm extends RuleForm {
  @ApiProperty({ ...TEXTS, example: { en: 'Gold in France' } }) @IsTexts(200) name: LocalName;
  @ApiProperty({ description: 'The revision that was read; any other now: 409 with the segment as it is' })
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  revision: number;
}

export class NewSegmentForm extends RuleForm {
  @ApiProperty({ example: 'gold-france' }) @IsString() @MaxLength(80) slug: string;
  @ApiProperty({ ...TEXTS, example: { en: 'Gold in France' } }) @IsTexts(200) name: LocalName;
}

export class SegmentDto {
  @ApiProperty() slug: string;
  @ApiProperty(TEXTS) name: LocalName;
  @ApiProperty(RULE) rule: SegmentRule;
  @ApiProperty({ description: 'Send it back with every change' }) revision: number;
  @ApiProperty({ description: 'Differs from its file, or has none: `relais content export` writes it back' })
  editedInConsole: boolean;
  @ApiProperty() updatedAt: Date;
}

export class NamedSegmentDto extends SegmentDto {
  @ApiProperty({ type: [String], description: 'Slugs of the lines that name it' }) lines: string[];
}

export class SegmentsDto {
  @ApiProperty({ type: [SegmentDto] }) segments: SegmentDto[];
}

export class SegmentConflictDto extends Problem {
  @ApiPropertyOptional({ type: SegmentDto, description: 'As it is now (segment.changed)' }) current?: SegmentDto;
}

export class SampledRepDto {
  @ApiProperty() repId: number;
  @ApiProperty({ description: 'The external id' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ description: 'External id of the company' }) partner: string;
  @ApiProperty() partnerName: string;
}

export class SegmentReachDto {
  @ApiProperty({ description: 'Active reps' }) reps: number;
  @ApiProperty({ description: 'false: counting took too long, this is an estimate' }) exact: boolean;
  @ApiProperty({ type: [SampledRepDto], description: 'The first by id' }) sample: SampledRepDto[];
}

export class RuleValueDto {
  @ApiProperty() value: string;
  @ApiProperty({ ...TEXTS, nullable: true, description: 'null: shown as it is' }) name: LocalName | null;
}

export class RuleFieldDto {
  @ApiProperty({ example: 'partner.tier' }) name: string;
  @ApiProperty({ enum: OPERATORS, enumName: 'RuleOperator', isArray: true }) operators: readonly Operator[];
  @ApiProperty({ type: [RuleValueDto], nullable: true, description: 'null: any text, such as an id' })
  values: RuleValueDto[] | null;
  @ApiProperty({ description: 'false: other values are possible' }) complete: boolean;
}

export class RuleFieldsDto {
  @ApiProperty({ type: [RuleFieldDto] }) fields: RuleFieldDto[];
}
