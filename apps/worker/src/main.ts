import './frugal-heap.js';
import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  exitWithReason,
  openRuntime,
  PlatformModule,
  processLogger,
  readEnv,
  runUntilSignal,
  type Env,
  type Runtime,
} from '@relais/platform';
import { giveWay } from './courteous.js';
import { WorkerModule } from './worker.module.js';

@Module({})
class WorkerProcess {
  static with(env: Env, runtime: Runtime): DynamicModule {
    return { module: WorkerProcess, imports: [PlatformModule.forRoot(env, runtime), WorkerModule.forRoot(env)] };
  }
}

try {
  giveWay();
  const env = readEnv(process.env);
  const runtime = await openRuntime(env);
  const app = await NestFactory.createApplicationContext(WorkerProcess.with(env, runtime), {
    logger: processLogger(env),
    abortOnError: false,
  });
  await runUntilSignal({
    start: async () => {}, // its clock and its queues began with its modules
    stop: async () => {
      await app.close();
      await runtime.close();
    },
  });
} catch (error) {
  exitWithReason(error);
}
