import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { TalliesService } from '@relais/delivery';
import { Ticker } from '@relais/platform';

/** Keeps the sums that calendars and results read. */
@Injectable()
export class TallyTicks implements OnApplicationBootstrap {
  constructor(
    private readonly ticker: Ticker,
    private readonly tallies: TalliesService,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start([{ name: 'count', every: 5_000, run: () => this.tallies.refresh() }]);
  }
}
