import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { TooMany } from '../errors/errors.js';
import { digestOf } from '../links/fresh-token.js';

/** How often something may be done: `tries` within `seconds`, counted from the first. */
export interface RateLimit {
  name: string;
  tries: number;
  seconds: number;
}

/** Limits shared by every door, since they are counted in PostgreSQL. Keys are kept as digests: they are made of addresses. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly db: DataSource) {}

  /** Counts one try. @throws TooMany `limit.<name>` when it is one too many. */
  async spend(limit: RateLimit, key: string): Promise<void> {
    try {
      await this.limiter(limit).consume(digestOf(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal; // the database is away: nothing is let through uncounted
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new TooMany(`limit.${limit.name}`, `Too many tries. Wait ${waitOf(seconds)} and try again.`, seconds);
    }
  }

  /** Forgets the tries so far. */
  async forgive(limit: RateLimit, key: string): Promise<void> {
    await this.limiter(limit).delete(digestOf(key));
  }

  /** Gives one try back. */
  async refund(limit: RateLimit, key: string): Promise<void> {
    await this.limiter(limit).reward(digestOf(key));
  }

  private limiter({ name, tries, seconds }: RateLimit): RateLimiterPostgres {
    let limiter = this.limiters.get(name);
    if (!limiter) {
      limiter = new RateLimiterPostgres({
        storeClient: this.db,
        storeType: 'typeorm',
        schemaName: 'platform',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: name,
        points: tries,
        duration: seconds,
        clearExpiredByTimeout: this.limiters.size === 0, // one of them clears the table for all
      });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}

function waitOf(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
