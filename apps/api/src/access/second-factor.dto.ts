import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';

export class CodeForm {
  @ApiProperty({ example: '123456' }) @Matches(/^\s*(\d\s*){6}$/, { message: 'must have six digits' }) code: string;
}

export class PasswordForm {
  @ApiProperty() @IsString() @MaxLength(1000) password: string;
}

export class EnrolmentDto {
  @ApiProperty({ description: 'In base 32, to type in by hand' }) secret: string;
  @ApiProperty({ description: 'For a QR code', example: 'otpauth://totp/Relais:ana%40example.com?secret=…' })
  uri: string;
}

export class RecoveryCodesDto {
  @ApiProperty({ type: [String], description: 'Each good once; they are shown this one time' }) recoveryCodes: string[];
}
