import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { HEALTH_CHECKS, type HealthCheck } from './health-check.js';
import { HealthController } from './health.controller.js';
import { Metrics, METRICS_SOURCES, type MetricsSource } from './metrics.js';

/** What a factory of checks or measures may ask for, and what it makes of it. */
type Made<Thing> = Pick<FactoryProvider<Thing[]>, 'inject' | 'useFactory'>;

/** /healthz, /readyz and /metrics. What they ask is handed in: this folder knows no database, queue or mail. */
@Module({})
export class HealthModule {
  static with({
    imports = [],
    checks,
    measures,
  }: {
    imports?: DynamicModule['imports'];
    checks: Made<HealthCheck>;
    measures: Made<MetricsSource>;
  }): DynamicModule {
    return {
      module: HealthModule,
      imports,
      controllers: [HealthController],
      providers: [Metrics, { provide: HEALTH_CHECKS, ...checks }, { provide: METRICS_SOURCES, ...measures }],
      exports: [Metrics],
    };
  }
}
