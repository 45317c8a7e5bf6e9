import { ApiProperty } from '@nestjs/swagger';

const KINDS = ['info', 'quiz', 'poll', 'open', 'video'] as const;
const STATES = ['planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'cancelled', 'suppressed', 'held'] as const; // prettier-ignore
const ROUTES = ['link', 'reply', 'web'] as const;

export class LineNameDto {
  @ApiProperty() slug: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'By language' }) name: Record<string, string>; // prettier-ignore
}

export class ReceivedBrickNameDto {
  @ApiProperty() slug: string;
  @ApiProperty({ enum: KINDS, enumName: 'BrickKind' }) kind: (typeof KINDS)[number];
  @ApiProperty({ description: 'In the language of the reader, or the master’s' }) title: string;
}

export class GivenAnswerDto {
  @ApiProperty() at: Date;
  @ApiProperty({ enum: ROUTES, enumName: 'AnswerRoute' }) route: (typeof ROUTES)[number];
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: this kind is not graded' }) correct: boolean | null;
  @ApiProperty({ type: [String], description: 'Texts of the options chosen' }) choices: string[];
  @ApiProperty({ type: String, nullable: true }) text: string | null;
}

export class ReceivedBrickDto {
  @ApiProperty() deliveryId: string;
  @ApiProperty() line: LineNameDto;
  @ApiProperty() brick: ReceivedBrickNameDto;
  @ApiProperty({ description: '0: the first time; then its repeats' }) occurrence: number;
  @ApiProperty({ enum: STATES, enumName: 'DeliveryState' }) state: (typeof STATES)[number];
  @ApiProperty({ type: String, nullable: true, description: 'Why it is late, or ended as it did' }) reason: string | null; // prettier-ignore
  @ApiProperty() dueAt: Date;
  @ApiProperty({ type: Date, nullable: true }) settledAt: Date | null;
  @ApiProperty({ type: GivenAnswerDto, nullable: true }) answer: GivenAnswerDto | null;
}

export class RepHistoryDto {
  @ApiProperty({ type: [ReceivedBrickDto] }) received: ReceivedBrickDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}

export class OverviewPeopleDto {
  @ApiProperty() active: number;
  @ApiProperty({ description: 'Enrolled in a line' }) enrolled: number;
}

export class LineTodayDto extends LineNameDto {
  @ApiProperty() planned: number;
  @ApiProperty() firstAt: Date;
  @ApiProperty() lastAt: Date;
}

export class ParticipationDto {
  @ApiProperty() sent: number;
  @ApiProperty() answered: number;
  @ApiProperty() graded: number;
  @ApiProperty() right: number;
  @ApiProperty({ description: 'People who answered at least once' }) repsAnswering: number;
}

const ATTENTION = ['held', 'refused', 'overdue', 'suppressed'] as const;
export class AttentionDto {
  @ApiProperty({ enum: ATTENTION, enumName: 'AttentionCode' }) code: (typeof ATTENTION)[number];
  @ApiProperty() count: number;
}

export class OverviewDayDto {
  @ApiProperty({ example: '2026-11-23', description: 'UTC' }) day: string;
  @ApiProperty() sent: number;
  @ApiProperty() answered: number;
}

export class OverviewDto {
  @ApiProperty({ description: 'When it was counted; it may be a minute old' }) asOf: Date;
  @ApiProperty() people: OverviewPeopleDto;
  @ApiProperty({ type: [LineTodayDto], description: 'What goes out within 24 hours' }) today: LineTodayDto[];
  @ApiProperty({ description: 'The last seven days' }) participation: ParticipationDto;
  @ApiProperty({ type: [OverviewDayDto], description: 'The last fourteen days, today last' }) days: OverviewDayDto[];
  @ApiProperty({ type: [AttentionDto], description: 'What a person should look at' }) attention: AttentionDto[];
}
