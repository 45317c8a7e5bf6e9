import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

export interface DatabaseOptions {
  url: string;
  /** Connections of this process, at most. */
  poolSize?: number;
}

/** The one connection pool of the process. Libs register their entities with TypeOrmModule.forFeature. */
@Module({})
export class DatabaseModule {
  static forRoot({ url, poolSize = 16 }: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          poolSize,
          applicationName: 'relais',
          // Compiling a statement costs more than running it here: each does little, and its cost is overestimated.
          // A date in SQL is that of UTC, wherever the server stands; the zones of people are read from our own data.
          extra: { options: '-c jit=off -c timezone=UTC' },
          autoLoadEntities: true,
          synchronize: false,
          uuidExtension: 'pgcrypto',
          installExtensions: false,
        }),
      ],
    };
  }
}
