import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { BrickKind } from '@relais/editorial';
import { DayRange, IsDay } from '../calendar/calendar.dto.js';
import { LARGEST_ID, OneOrMany } from '../console-input.js';
import { KINDS } from '../drafts/document.dto.js';
import { Limit } from '../../http/limit.js';

const STATES = ['planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'cancelled', 'suppressed', 'held'] as const; // prettier-ignore

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } } as const;

export class SendsQuery extends DayRange {}

export class SendPath {
  @ApiProperty({ description: 'Id of a brick' }) @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) brick: number;
  @ApiProperty({ type: String, format: 'date' }) @IsDay() day: string;
}

export class DeliveriesQuery {
  @ApiPropertyOptional({ enum: STATES, enumName: 'DeliveryState', isArray: true })
  @IsOptional()
  @OneOrMany()
  @IsIn(STATES, { each: true })
  state?: (typeof STATES)[number][];

  @ApiPropertyOptional({ description: 'As the reasons of the send say it, such as hard', example: 'hard' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(/^[^\0]*$/)
  reason?: string;

  @ApiPropertyOptional({ description: 'true: only those that may have come twice' })
  @IsOptional()
  @IsIn(['true', 'false'])
  duplicates?: 'true' | 'false';

  @Limit() limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @Matches(/^[1-9]\d{0,17}$/, { message: 'is not a cursor of this list' })
  after?: string;
}

export class PauseForm {
  @ApiProperty({ example: 'The price list is wrong', description: 'Shown to everybody who looks' })
  @IsString()
  @Length(1, 300)
  because: string;
}

export class SendDto {
  @ApiProperty({ type: String, format: 'date', description: 'The reps’ local day' }) day: string;
  @ApiProperty({ description: 'Slug of the line' }) line: string;
  @ApiProperty({ ...TEXTS, description: 'By language' }) lineName: Record<string, string>;
  @ApiProperty() brickId: number;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: BrickKind;
  @ApiProperty() total: number;
  @ApiProperty({ description: 'Still to be sent' }) waiting: number;
  @ApiProperty({ description: 'Of these, in a worker’s hands' }) underWay: number;
  @ApiProperty({ description: 'Taken by the relay' }) accepted: number;
  @ApiProperty({ description: 'Refused, expired, cancelled, suppressed or held' }) ended: number;
  @ApiProperty({ description: 'May have come twice: nobody can say whether the relay took the first try' }) ambiguous: number; // prettier-ignore
  @ApiProperty({ description: 'Repeats among them' }) repeats: number;
  @ApiProperty() answered: number;
  @ApiProperty({ description: 'Share that is through, 0 to 1' }) progress: number;
}

export class SendsDto {
  @ApiProperty({ type: [SendDto], description: 'By day and line' }) sends: SendDto[];
  @ApiProperty({ type: Date, nullable: true }) countedAt: Date | null;
}

export class ReasonDto {
  @ApiProperty({ enum: STATES, enumName: 'DeliveryState' }) state: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty() deliveries: number;
}

export class ReasonsDto {
  @ApiProperty({ type: [ReasonDto], description: 'Most first' }) reasons: ReasonDto[];
}

export class DeliveryRepDto {
  @ApiProperty() id: number;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty() partner: string;
}

export class DeliveryDto {
  @ApiProperty() id: string;
  @ApiProperty() rep: DeliveryRepDto;
  @ApiProperty({ description: '0: the first presentation' }) occurrence: number;
  @ApiProperty({ enum: STATES, enumName: 'DeliveryState' }) state: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty() attempts: number;
  @ApiProperty({ description: 'More than 0: may have come twice' }) ambiguous: number;
  @ApiProperty() dueAt: Date;
  @ApiProperty({ type: Date, nullable: true }) settledAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) answeredAt: Date | null;
}

export class DeliveriesDto {
  @ApiProperty({ type: [DeliveryDto] }) deliveries: DeliveryDto[];
  @ApiProperty({ type: String, nullable: true, description: '`after` of the next part; null: this was the last' }) next: string | null; // prettier-ignore
}

export class PauseDto {
  @ApiProperty() since: Date;
  @ApiProperty() because: string;
}

export class WaitingReasonDto {
  @ApiProperty() reason: string;
  @ApiProperty() count: number;
}

export class SendingDto {
  @ApiProperty({ type: PauseDto, nullable: true, description: 'Everything but sign-in mails is paused' }) paused: PauseDto | null; // prettier-ignore
  @ApiProperty({ description: 'Troubles with the relay in a row' }) troubles: number;
  @ApiProperty({ type: String, nullable: true }) lastTrouble: string | null;
  @ApiProperty({ type: Date, nullable: true, description: 'The relay is left alone until then' }) shutUntil: Date | null; // prettier-ignore
  @ApiProperty({ description: 'Due and not in hand' }) due: number;
  @ApiProperty() underWay: number;
  @ApiProperty({ description: 'Will be due within a day' }) soon: number;
  @ApiProperty({ type: [WaitingReasonDto] }) reasons: WaitingReasonDto[];
  @ApiProperty({ description: 'Mails a second in the last minute' }) pace: number;
  @ApiProperty({ type: Number, nullable: true }) throughInSeconds: number | null;
}
