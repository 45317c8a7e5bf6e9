import { Module, type DynamicModule } from '@nestjs/common';
import { ChallengesModule } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { QueueWorkerModule, type Env } from '@relais/platform';
import { AfterAnswers } from './after-answers.js';
import { ImapMail } from './imap-mail.js';
import { InboundMailDoor } from './inbound-mail.js';
import { NoteTicks } from './note-ticks.js';
import { WorkerRoutes } from './routes.js';
import { WorkerTicks } from './ticks.js';

/** The background of the product: what jobs wake and what the clock does. */
@Module({})
export class WorkerModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: WorkerModule,
      imports: [QueueWorkerModule.forRoot(env.RELAIS_QUEUE), DeliveryModule, ChallengesModule],
      providers: [WorkerRoutes, WorkerTicks, AfterAnswers, NoteTicks, InboundMailDoor, ImapMail],
    };
  }
}
