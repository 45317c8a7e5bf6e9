import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Env, type Runtime } from '@relais/platform';
import { ApiModule } from '../../api/src/api.module.js';
import { WorkerModule } from '../../worker/src/worker.module.js';

/** Door and background in one process: `npm start`, demos, small installations, tests. */
@Module({})
export class StandaloneModule {
  static with(env: Env, runtime: Runtime): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [PlatformModule.forRoot(env, runtime), ApiModule.forRoot(), WorkerModule.forRoot(env)],
    };
  }
}
