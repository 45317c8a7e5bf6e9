import { Module, type DynamicModule } from '@nestjs/common';
import { ChallengesModule } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { NetworkModule } from '@relais/network';
import { QueueWorkerModule, type Env } from '@relais/platform';
import { AccessTicks } from './access-ticks.js';
import { AfterAnswers } from './after-answers.js';
import { ImapMail } from './imap-mail.js';
import { InboundMailDoor } from './inbound-mail.js';
import { ConsoleTicks } from './console-ticks.js';
import { NoteTicks } from './note-ticks.js';
import { WorkerRoutes } from './routes.js';
import { WorkerTicks } from './ticks.js';

/** The background of the product: what jobs wake and what the clock does. */
@Module({})
export class WorkerModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: WorkerModule,
      imports: [QueueWorkerModule.forRoot(env.RELAIS_QUEUE), NetworkModule, DeliveryModule, ChallengesModule],
      providers: [
        WorkerRoutes,
        WorkerTicks,
        AccessTicks,
        AfterAnswers,
        NoteTicks,
        ConsoleTicks,
        InboundMailDoor,
        ImapMail,
      ],
    };
  }
}
