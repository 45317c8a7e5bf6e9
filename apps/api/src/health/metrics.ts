import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A measure read when somebody asks, such as the number of deliveries by state. */
export interface MetricsSource {
  /** Prometheus name, such as `relais_deliveries`. */
  name: string;
  help: string;
  /** Names of the labels its values carry. */
  labels?: readonly string[];
  read(): Promise<{ value: number; labels?: Record<string, string> }[]>;
}

/** Injection token: `MetricsSource[]`, shown at /metrics beside the measures of the process. */
export const METRICS_SOURCES = Symbol('METRICS_SOURCES');

/** The measures of this process, in a registry of its own so that two applications can live in one process. */
@Injectable()
export class Metrics {
  private readonly log = new Logger('Metrics');
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'relais_http_request_duration_seconds',
    help: 'Time to answer HTTP requests, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  /** Of `requests`, by their labels: finding one costs more than adding to it. */
  private readonly series = new Map<string, ReturnType<typeof this.requests.labels>>();
  private readonly gauges: { gauge: Gauge; source: MetricsSource }[];

  constructor(@Optional() @Inject(METRICS_SOURCES) sources: MetricsSource[] | null = null) {
    collectDefaultMetrics({ register: this.registry });
    this.gauges = (sources ?? []).map((source) => {
      const { name, help, labels = [] } = source;
      return { source, gauge: new Gauge({ name, help, labelNames: [...labels], registers: [this.registry] }) };
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    const labels = `${method} ${route} ${status}`;
    let series = this.series.get(labels);
    if (!series) this.series.set(labels, (series = this.requests.labels({ method, route, status })));
    series.observe(seconds);
  }

  /** Everything in the Prometheus text format. A source that fails is left out and logged: the other measures matter more then. */
  async text(): Promise<string> {
    await Promise.all(
      this.gauges.map(async ({ gauge, source }) => {
        gauge.reset();
        try {
          for (const { value, labels } of await source.read()) gauge.set(labels ?? {}, value);
        } catch (error) {
          this.log.warn(`${source.name}: ${(error as Error).message}`);
        }
      }),
    );
    return this.registry.metrics();
  }
}
