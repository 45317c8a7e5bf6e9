import { ApiProperty } from '@nestjs/swagger';

/** What became of a mail that was handed in. */
export class InboundReceipt {
  @ApiProperty({ description: 'What the mail is', example: 'reply' }) nature: string;
  @ApiProperty({ description: 'What became of it', example: 'answered' }) outcome: string;
  @ApiProperty({ description: 'The same mail was handed in before; nothing was done this time' }) duplicate: boolean;
}
