import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { SUPPRESS } from '../inbound/inbound-statements.js';
import { nobodyThere, type Refusal } from './refusal.rules.js';

/** Stops mail to addresses that a relay refuses at once because nobody is there, as a hard bounce would. A refusal by policy never does. */
@Injectable()
export class Refusals {
  constructor(private readonly db: DataSource) {}

  /** @returns whether the address gets nothing more. */
  async heed(address: string, refusal: Refusal): Promise<boolean> {
    const verdict = nobodyThere(refusal);
    if (!verdict) return false;
    const detail = { address, kind: 'hard', by: 'relay', status: verdict.status, diagnostic: verdict.diagnostic };
    await rows(this.db, SUPPRESS, [address, 'hard-bounce', 'relay', JSON.stringify(detail), 'suppressed.hard-bounce']);
    return true;
  }
}
