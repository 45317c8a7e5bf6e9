import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class ChangePasswordForm {
  @ApiProperty() @IsString() @MaxLength(1000) current: string;
  @ApiProperty({ minLength: 12, maxLength: 200 }) @IsString() @MaxLength(1000) next: string;
}

export class ChosenDto {
  @ApiProperty({ description: 'Whose password it is: to sign in with' }) email: string;
}
