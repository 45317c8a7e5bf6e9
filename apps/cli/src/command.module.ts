import { Module, type DynamicModule } from '@nestjs/common';
import { ChallengesModule } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { EditorialModule } from '@relais/editorial';
import { NetworkModule } from '@relais/network';
import { PlatformModule, type Env, type Runtime } from '@relais/platform';

/** The rooms, for one command. It rings nobody: workers find by themselves what a command has written. */
@Module({})
export class CommandModule {
  static with(env: Env, runtime: Runtime): DynamicModule {
    return {
      module: CommandModule,
      imports: [
        PlatformModule.forRoot(env, runtime, { queue: 'none', poolSize: 4 }),
        NetworkModule,
        EditorialModule,
        DeliveryModule,
        ChallengesModule,
      ],
    };
  }
}
