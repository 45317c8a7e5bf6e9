import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Limit } from '../http/limit.js';

export class AuditQuery {
  @Limit() limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @Matches(/^[1-9]\d{0,17}$/, { message: 'is not a cursor of this list' })
  before?: string;

  @ApiPropertyOptional({ example: 'signed-in' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,60}$/, { message: 'is not the name of an action' })
  action?: string;

  @ApiPropertyOptional({ example: 'account:7' })
  @IsOptional()
  @Matches(/^[a-z-]{1,30}:[\w-]{1,60}$/, { message: 'is not a subject, such as account:7' })
  subject?: string;
}

export class AuditActorDto {
  @ApiProperty({ enum: ['account', 'rep', 'nobody', 'operator'] }) kind: string;
  @ApiProperty({ type: Number, nullable: true }) id: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'As the person is called now' }) name: string | null;
}

export class AuditLineDto {
  @ApiProperty() id: string;
  @ApiProperty() at: Date;
  @ApiProperty() actor: AuditActorDto;
  @ApiProperty({ example: 'account-invited' }) action: string;
  @ApiProperty({ type: String, nullable: true, example: 'account:7' }) subject: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) detail: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true }) address: string | null;
}

export class AuditDto {
  @ApiProperty({ type: [AuditLineDto] }) lines: AuditLineDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
