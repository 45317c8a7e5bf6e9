import { Injectable } from '@nestjs/common';
import { Clock } from '@relais/platform';
import { DataSource } from 'typeorm';

/** What the mails need beside words and transport. */
@Injectable()
export class AccessMailParts {
  constructor(
    readonly db: DataSource,
    readonly clock: Clock,
  ) {}
}
