import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock } from './clock/clock.js';
import { Env } from './config/env.js';
import { DatabaseModule } from './database/database.module.js';
import { RateLimits } from './limits/rate-limits.js';
import { Sealing } from './links/sealing.js';
import { SignedLinks } from './links/signed-link.js';
import { MailModule } from './mail/mail.module.js';
import { JobRoutes } from './queue/job-routes.js';
import { QueueModule } from './queue/queue.module.js';
import type { Runtime } from './runtime/runtime.js';
import { Ticker } from './ticks/ticks.js';
import { WordsModule } from './words/words.module.js';

export interface PlatformOptions {
  /** bullmq or none; a command that rings nobody uses none. Default: as the environment says. */
  queue?: 'bullmq' | 'none';
  /** Connections to the database, at most. */
  poolSize?: number;
}

/** Everything a room may ask for that is no product word: settings, clock, database, queue, mail, links, words. */
@Module({})
export class PlatformModule {
  static forRoot(env: Env, runtime: Runtime, options: PlatformOptions = {}): DynamicModule {
    const { databaseUrl, secret } = runtime;
    const providers: Provider[] = [
      { provide: Env, useValue: env },
      Clock,
      JobRoutes,
      Ticker,
      { provide: SignedLinks, useValue: new SignedLinks(secret) },
      { provide: Sealing, useValue: new Sealing(secret) },
      RateLimits,
    ];
    const exports = [Env, Clock, JobRoutes, Ticker, SignedLinks, Sealing, RateLimits];
    return {
      module: PlatformModule,
      global: true,
      imports: [
        DatabaseModule.forRoot({ url: databaseUrl, poolSize: options.poolSize }),
        QueueModule.forRoot({ kind: options.queue ?? env.RELAIS_QUEUE, redisUrl: env.REDIS_URL, databaseUrl }),
        MailModule.forRoot(env),
        WordsModule.forRoot(env),
      ],
      providers,
      exports,
    };
  }
}
