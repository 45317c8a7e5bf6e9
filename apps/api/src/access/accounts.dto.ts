import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator'; // prettier-ignore
import { STAFF_ROLES, type StaffRole } from '@relais/network';
import { SecondFactorDto } from './session.dto.js';
import { Limit } from '../http/limit.js';

const LARGEST_ID = 2 ** 31 - 1;

export class AccountId {
  @ApiProperty() @Type(() => Number) @IsInt() @Min(1) @Max(LARGEST_ID) id: number;
}

export class AccountsQuery {
  @Limit() limit: number = 50;

  @ApiPropertyOptional({ description: 'Beginning of the address or of a word of the name' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;

  @ApiPropertyOptional({ enum: STAFF_ROLES }) @IsOptional() @IsIn(STAFF_ROLES) role?: StaffRole;

  @ApiPropertyOptional({ description: '`next` of the answer before' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(LARGEST_ID)
  after?: number;
}

export class NewAccountForm {
  @ApiProperty({ example: 'ana@example.com' }) @IsString() @IsNotEmpty() @MaxLength(254) email: string;
  @ApiProperty() @IsString() @Length(1, 200) name: string;
  @ApiPropertyOptional({ example: 'fr', default: 'en' }) @IsOptional() @IsString() @Length(2, 20) locale?: string;

  @ApiProperty({ enum: STAFF_ROLES, isArray: true, description: 'A partner admin has that role only' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(6)
  @IsIn(STAFF_ROLES, { each: true })
  roles: StaffRole[];

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Whose admin; partner admins only' })
  @ValidateIf((form: NewAccountForm) => form.partnerId !== undefined && form.partnerId !== null)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  partnerId?: number | null;

  @ApiPropertyOptional({ default: false }) @IsOptional() @IsBoolean() secondFactorRequired?: boolean;
}

export class AccountChangeForm {
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(1, 200) name?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(2, 20) locale?: string;

  @ApiPropertyOptional({ enum: STAFF_ROLES, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(6)
  @IsIn(STAFF_ROLES, { each: true })
  roles?: StaffRole[];

  @ApiPropertyOptional({ type: Number, nullable: true })
  @ValidateIf((form: AccountChangeForm) => form.partnerId !== undefined && form.partnerId !== null)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  partnerId?: number | null;

  @ApiPropertyOptional({ enum: ['active', 'disabled'] })
  @IsOptional()
  @IsIn(['active', 'disabled'])
  status?: 'active' | 'disabled';

  @ApiPropertyOptional() @IsOptional() @IsBoolean() secondFactorRequired?: boolean;
}

export class AccountPartnerDto {
  @ApiProperty() id: number;
  @ApiProperty() externalId: string;
  @ApiProperty() name: string;
}

export class AccountDto {
  @ApiProperty() id: number;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty() locale: string;
  @ApiProperty({ enum: STAFF_ROLES, isArray: true }) roles: StaffRole[];
  @ApiProperty({ type: AccountPartnerDto, nullable: true }) partner: AccountPartnerDto | null;
  @ApiProperty({ enum: ['active', 'disabled'] }) status: 'active' | 'disabled';
  @ApiProperty({ description: 'The invitation was taken' }) joined: boolean;
  @ApiProperty() secondFactor: SecondFactorDto;
  @ApiProperty({ description: 'One of the demo, which cannot be changed' }) demo: boolean;
  @ApiProperty({ type: Date, nullable: true }) lastSignInAt: Date | null;
  @ApiProperty() createdAt: Date;
}

export class AccountsDto {
  @ApiProperty({ type: [AccountDto] }) accounts: AccountDto[];
  @ApiProperty({ type: Number, nullable: true, description: '`after` of the next part; null: this was the last' }) next: number | null; // prettier-ignore
}
