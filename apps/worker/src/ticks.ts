import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { deliveriesDue, PlanningService, SENDING_BATCH, SendingService } from '@relais/delivery';
import { JobQueue, Ticker } from '@relais/platform';
import { AfterAnswers } from './after-answers.js';

const SECOND = 1_000;
/** Bells rung at once, at most: each sends until nothing is due, so a handful occupies every worker. */
const BELLS = 8;

/** What runs on a clock in every worker. Each line is safe to run twice at once; the sweeps find what no job woke. */
@Injectable()
export class WorkerTicks implements OnApplicationBootstrap {
  constructor(
    private readonly ticker: Ticker,
    private readonly jobs: JobQueue,
    private readonly planning: PlanningService,
    private readonly sending: SendingService,
    private readonly after: AfterAnswers,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start([
      {
        name: 'plan',
        every: 5 * SECOND,
        prompt: true,
        share: 0.02, // it looks at every rep; windows are planned ten minutes ahead
        run: () => this.planning.plan((count) => this.ringFor(count)),
      },
      {
        name: 'ring',
        every: SECOND,
        prompt: true,
        run: async () => this.ringFor(await this.sending.due(BELLS * SENDING_BATCH)),
      },
      {
        name: 'send what no bell woke',
        every: 5 * SECOND,
        prompt: true,
        run: (signal) => this.sending.sendDue(signal),
      },
      { name: 'take back from lost workers', every: 15 * SECOND, prompt: true, run: () => this.sending.recover() },
      { name: 'review', every: 10 * SECOND, run: () => this.after.reviewing.review() },
      { name: 'tell of retractions', every: 10 * SECOND, run: () => this.after.retractions.tell() },
      { name: 'send notes no bell woke', every: 5 * SECOND, run: (signal) => this.after.notes.sendDue(signal) },
      { name: 'score', every: 30 * SECOND, run: () => this.after.scoring.scoreMissed() },
      { name: 'refresh boards', every: SECOND, run: () => this.after.boards.refreshAll() },
    ]);
  }

  private async ringFor(due: number): Promise<void> {
    const bells = Math.min(Math.ceil(due / SENDING_BATCH), BELLS);
    if (bells)
      await this.jobs.ring(
        deliveriesDue,
        Array.from({ length: bells }, () => ({})),
      );
  }
}
