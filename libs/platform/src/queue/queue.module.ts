import { BullModule } from '@nestjs/bullmq';
import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { BullmqQueue, QUEUE_NAMES, queueName } from './bullmq.queue.js';
import { JobQueue } from './job.js';
import { PROCESSORS } from './processors.js';
import { openQueueBackend, type QueueBackend } from './queue-backend.js';
import { SilentQueue } from './silent.queue.js';

export interface QueueOptions {
  kind: 'bullmq' | 'none';
  redisUrl?: string;
  databaseUrl: string;
}

const BACKEND = Symbol('queue backend');

/** Opens the backend once per process and closes it after everything that uses it: BullMQ never closes what it was given. */
@Global()
@Module({})
class QueueBackendModule implements OnApplicationShutdown {
  constructor(@Inject(BACKEND) private readonly backend: QueueBackend | null) {}

  static with(options: QueueOptions): DynamicModule {
    const provider: Provider = {
      provide: BACKEND,
      useFactory: () => (options.kind === 'none' ? null : openQueueBackend(options)),
    };
    return { module: QueueBackendModule, providers: [provider], exports: [BACKEND] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend?.close();
  }
}

/** Gives the process its JobQueue, and @nestjs/bullmq the connection for the worker's processors. */
@Module({})
export class QueueModule {
  static forRoot(options: QueueOptions): DynamicModule {
    const bull =
      options.kind === 'none'
        ? []
        : [
            BullModule.forRootAsync({
              inject: [BACKEND],
              useFactory: (backend: QueueBackend) => ({ connection: backend.connection }),
            }),
          ];
    const queue: Provider = {
      provide: JobQueue,
      inject: [BACKEND],
      useFactory: (backend: QueueBackend | null) => (backend ? new BullmqQueue(backend) : new SilentQueue()),
    };
    return {
      module: QueueModule,
      global: true,
      imports: [QueueBackendModule.with(options), ...bull],
      providers: [queue],
      exports: [JobQueue, ...(bull.length ? [BullModule] : [])],
    };
  }
}

/** Listens to every queue and hands the jobs to the routes. For workers; without a queue there is nothing to listen to. */
@Module({})
export class QueueWorkerModule {
  static forRoot(kind: QueueOptions['kind']): DynamicModule {
    if (kind === 'none') return { module: QueueWorkerModule };
    return {
      module: QueueWorkerModule,
      imports: [BullModule.registerQueue(...QUEUE_NAMES.map((name) => ({ name: queueName(name) })))],
      providers: PROCESSORS,
    };
  }
}
