import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SessionsService } from '@relais/network';
import { Ticker } from '@relais/platform';

const MINUTE = 60_000;

/** Forgets sessions and links that are over; they let nobody in before either. */
@Injectable()
export class AccessTicks implements OnApplicationBootstrap {
  constructor(
    private readonly ticker: Ticker,
    private readonly sessions: SessionsService,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start([{ name: 'forget sessions', every: 10 * MINUTE, run: () => this.sessions.sweep() }]);
  }
}
