import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator'; // prettier-ignore
import type { BrickKind, DraftDocument, DraftVariant, DraftVariantWording, DraftWording } from '@relais/editorial';

export const KINDS = ['info', 'quiz', 'poll', 'open', 'video'] as const;
/** Characters a text may have on its way: the rules of bricks refuse less, and say so at the field. */
const [LINE, TEXT] = [2_000, 60_000];

/** `null` is a value of its own: nothing is written here. */
const OrNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null);

export class OptionDto {
  @ApiProperty({ example: 'a', description: 'a, b, c … in this order' }) @IsString() @MaxLength(20) id: string;
  @ApiProperty({ description: 'Inline Markdown' }) @IsString() @MaxLength(LINE) text: string;
}

export class ReferenceDto {
  @ApiProperty() @IsString() @MaxLength(LINE) title: string;
  @ApiProperty({ example: 'https://docs.example.com/manual' }) @IsString() @MaxLength(LINE) url: string;
}

export class VideoDto {
  @ApiProperty() @IsString() @MaxLength(LINE) url: string;

  @ApiProperty({ type: Number, nullable: true, description: 'How long it is; of the master only' })
  @OrNull()
  @IsInt()
  @Min(0)
  @Max(10_000)
  minutes: number | null;
}

export class DraftWordingDto implements DraftWording {
  @ApiProperty({ example: 'fr-CA' }) @IsString() @MaxLength(40) locale: string;
  @ApiProperty({ description: 'Subject of the mail; may hold {{rep.firstName}} and the other names' })
  @IsString()
  @MaxLength(LINE)
  title: string;
  @ApiProperty({ description: 'Markdown; may hold names' }) @IsString() @MaxLength(TEXT) body: string;

  @ApiProperty({ type: [OptionDto] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => OptionDto)
  options: OptionDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Markdown, shown after the answer' })
  @OrNull()
  @IsString()
  @MaxLength(TEXT)
  explanation: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Plain text: what an earlier version said wrong' })
  @OrNull()
  @IsString()
  @MaxLength(TEXT)
  correction: string | null;

  @ApiProperty({ type: [ReferenceDto], nullable: true, description: 'null in a translation: those of the master' })
  @OrNull()
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => ReferenceDto)
  references: ReferenceDto[] | null;

  @ApiProperty({ type: VideoDto, nullable: true, description: 'null in a translation: that of the master' })
  @OrNull()
  @ValidateNested()
  @Type(() => VideoDto)
  video: VideoDto | null;

  @ApiProperty({
    description:
      'Of the master: raise it when the meaning changes, and every translation is marked outdated. Of a translation: the revision of the master it translates',
  })
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  revision: number;
}

export class DraftVariantWordingDto implements DraftVariantWording {
  @ApiProperty() @IsString() @MaxLength(40) locale: string;

  @ApiProperty({ type: String, nullable: true, description: 'null, here and below: as the brick' })
  @OrNull()
  @IsString()
  @MaxLength(LINE)
  title: string | null;

  @ApiProperty({ type: String, nullable: true }) @OrNull() @IsString() @MaxLength(TEXT) body: string | null;

  @ApiProperty({ type: [OptionDto], nullable: true })
  @OrNull()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => OptionDto)
  options: OptionDto[] | null;

  @ApiProperty({ type: String, nullable: true }) @OrNull() @IsString() @MaxLength(TEXT) explanation: string | null;
}

export class DraftVariantDto implements DraftVariant {
  @ApiProperty({ type: Boolean, nullable: true }) @OrNull() @IsBoolean() multiple: boolean | null;

  @ApiProperty({ type: [String], description: 'Ids of the right ones of its own options' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  right: string[];

  @ApiProperty({ type: [DraftVariantWordingDto], description: 'In the locales of the brick' })
  @IsArray()
  @ArrayMaxSize(40)
  @ValidateNested({ each: true })
  @Type(() => DraftVariantWordingDto)
  wordings: DraftVariantWordingDto[];
}

/** What a person types into the editor, complete or not. */
export class DraftDocumentDto implements DraftDocument {
  @ApiProperty({
    enum: KINDS,
    enumName: 'BrickKind',
    description: 'Fields a kind has no use for are kept and not published',
  })
  @IsIn(KINDS)
  kind: BrickKind;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'cold-chain',
    description: 'A slug; results are grouped by it',
  })
  @OrNull()
  @IsString()
  @MaxLength(LINE)
  theme: string | null;

  @ApiProperty({ description: 'Several options can be chosen' }) @IsBoolean() multiple: boolean;

  @ApiProperty({ type: Number, nullable: true, description: 'Characters of an open answer; null: 1000' })
  @OrNull()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  maxLength: number | null;

  @ApiProperty({ type: [String], example: ['b'], description: 'Ids of the right options of a quiz' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  right: string[];

  @ApiProperty({
    type: [DraftWordingDto],
    description: 'One for each locale; that of the line’s language is the master',
  })
  @IsArray()
  @ArrayMaxSize(40)
  @ValidateNested({ each: true })
  @Type(() => DraftWordingDto)
  wordings: DraftWordingDto[];

  @ApiProperty({ type: [DraftVariantDto], description: 'Quizzes: what repeats ask in other words' })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DraftVariantDto)
  variants: DraftVariantDto[];
}

export class BrickPlanDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days after the line’s start (calendar) or, at the earliest, after joining (sequence)',
  })
  @OrNull()
  @IsInt()
  @Min(0)
  @Max(3650)
  day: number | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Calendar lines: a date, instead of `day`',
  })
  @OrNull()
  @IsString()
  @MaxLength(10)
  on: string | null;
}
