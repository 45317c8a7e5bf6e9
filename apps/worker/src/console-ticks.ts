import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { TalliesService } from '@relais/delivery';
import { PeopleImportsService } from '@relais/network';
import { Ticker } from '@relais/platform';

/** What the console waits for: sums, and files that were handed in. */
@Injectable()
export class ConsoleTicks implements OnApplicationBootstrap {
  constructor(
    private readonly ticker: Ticker,
    private readonly tallies: TalliesService,
    private readonly imports: PeopleImportsService,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start([
      { name: 'count', every: 5_000, run: () => this.tallies.refresh() },
      { name: 'import people', every: 1_000, run: (signal) => this.imports.work(signal) },
      { name: 'prune imports', every: 3_600_000, run: () => this.imports.prune() },
    ]);
  }
}
