import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsNotEmpty, IsOptional, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { ROLES, STAFF_ROLES, type Person, type Role, type StaffRole } from '@relais/network';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
export const SESSION_STATES = ['anonymous', 'second-factor', 'enrol', 'signed-in'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export class SignInForm {
  @ApiProperty({ example: 'ana@example.com' }) @IsString() @IsNotEmpty() @MaxLength(254) email: string;
  @ApiProperty() @IsString() @IsNotEmpty() @MaxLength(1000) password: string;
}

export class SecondFactorForm {
  @ApiPropertyOptional({ description: 'Six digits of the authenticator app', example: '123456' })
  @ValidateIf((form: SecondFactorForm) => form.recoveryCode === undefined || form.code !== undefined)
  @Matches(/^\s*(\d\s*){6}$/, { message: 'must have six digits' })
  code?: string;

  @ApiPropertyOptional({ description: 'In place of the code, once', example: 'abcd-efgh-jkmn-pqrs' })
  @IsOptional()
  @IsString()
  @Length(16, 40)
  recoveryCode?: string;
}

export class EmailForm {
  @ApiProperty({ example: 'ana@example.com' }) @IsString() @IsNotEmpty() @MaxLength(254) email: string;
}

export class TokenForm {
  @ApiProperty({ description: 'The last part of the link' }) @Matches(TOKEN, { message: 'is not a token of a link' }) token: string; // prettier-ignore
}

export class ChosenPasswordForm extends TokenForm {
  @ApiProperty({ minLength: 12, maxLength: 200 }) @IsString() @MaxLength(1000) password: string;
}

export class FirstAdminForm extends ChosenPasswordForm {
  @ApiProperty() @IsEmail({}, { message: 'must be a mail address' }) email: string;
  @ApiProperty() @IsString() @Length(1, 200) name: string;
  @ApiPropertyOptional({ example: 'fr' }) @IsOptional() @IsString() @Length(2, 20) locale?: string;
}

export class LocaleForm {
  @ApiProperty({ example: 'fr' }) @IsString() @Length(2, 20) locale: string;
}

export class ScopeDto {
  @ApiProperty({ enum: ['network', 'partner', 'rep', 'nothing'] }) kind: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The company of a partner admin or a rep' }) partnerId: number | null; // prettier-ignore
  @ApiProperty({ type: String, nullable: true }) partnerName: string | null;
}

export class SecondFactorDto {
  @ApiProperty() on: boolean;
  @ApiProperty({ description: 'An admin asks for it' }) required: boolean;
}

export class PersonDto {
  @ApiProperty({ enum: ['account', 'rep'] }) kind: 'account' | 'rep';
  @ApiProperty() id: number;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ example: 'fr' }) locale: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles: Role[];
  @ApiProperty() scope: ScopeDto;
  @ApiProperty() secondFactor: SecondFactorDto;

  static of(person: Person): PersonDto {
    const { kind, id, name, email, locale, roles, scope, partnerName, secondFactor } = person;
    const partnerId = 'partnerId' in scope ? scope.partnerId : null;
    return { kind, id, name, email, locale, roles, scope: { kind: scope.kind, partnerId, partnerName }, secondFactor };
  }
}

export class DemoAccountDto {
  @ApiProperty() email: string;
  @ApiProperty({ enum: STAFF_ROLES, isArray: true }) roles: StaffRole[];
}

export class DemoDto {
  @ApiProperty({ type: [DemoAccountDto] }) accounts: DemoAccountDto[];
  @ApiProperty({ description: 'Of all of them; it is in the documentation' }) password: string;
}

export class SignInWaysDto {
  @ApiProperty({ type: String, nullable: true, description: 'Name of the OpenID Connect provider; null: none' }) oidc: string | null; // prettier-ignore
  @ApiProperty({ type: DemoDto, nullable: true, description: 'The accounts of the demo; null: this is none' }) demo: DemoDto | null; // prettier-ignore
}

export class SessionDto {
  @ApiProperty({ enum: SESSION_STATES, enumName: 'SessionState' }) state: SessionState;
  @ApiProperty({ type: PersonDto, nullable: true, description: 'Null while nobody is signed in or a code is missing' }) person: PersonDto | null; // prettier-ignore
  @ApiProperty() ways: SignInWaysDto;
}

export class ListedSessionDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'What the browser calls itself' }) agent: string;
  @ApiProperty() address: string;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ description: 'To the minute' }) seenAt: Date;
  @ApiProperty() endsAt: Date;
  @ApiProperty({ description: 'The one this request belongs to' }) current: boolean;
}

export class SessionId {
  @ApiProperty() @Matches(/^[1-9]\d{0,17}$/, { message: 'is not the id of a session' }) id: string;
}
