import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ChallengesModule } from '@relais/challenges';
import { deliveriesDue, DeliveryModule, SendingService } from '@relais/delivery';
import {
  JobQueue,
  JobRoutes,
  openRuntime,
  PlatformModule,
  processLogger,
  QueueWorkerModule,
  readEnv,
  type Env,
  type Runtime,
} from '@relais/platform';

/**
 * A worker that trusts its queue: jobs wake it, nothing else does. A control for the detector. FAULT_ROLE `rings` rings once
 * for what is due and ends; `sends` waits for the bell. Delete the queue between the two, and the mails are lost.
 */
@Module({})
class WithoutSweeps {
  static with(env: Env, runtime: Runtime, listens: boolean): DynamicModule {
    const queue = listens ? [QueueWorkerModule.forRoot(env.RELAIS_QUEUE)] : [];
    return {
      module: WithoutSweeps,
      imports: [PlatformModule.forRoot(env, runtime), ...queue, DeliveryModule, ChallengesModule],
    };
  }
}

const { FAULT_ROLE, ...settings } = process.env;
const env = readEnv(settings);
const runtime = await openRuntime(env);
const app = await NestFactory.createApplicationContext(WithoutSweeps.with(env, runtime, FAULT_ROLE === 'sends'), {
  logger: processLogger(env),
});
if (FAULT_ROLE === 'rings') {
  await app.get(JobQueue, { strict: false }).ring(deliveriesDue, [{}]);
  await app.close();
  process.exit(0);
}
const sending = app.get(SendingService, { strict: false });
app.get(JobRoutes, { strict: false }).on(deliveriesDue, (_, signal) => sending.sendDue(signal));
process.stdout.write('listening\n');
