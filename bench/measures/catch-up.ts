import { figure, median, type Finding } from '../findings.js';
import { until } from '../ground/child.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { openWorker } from '../ground/http.js';
import { openSink, type Sink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';
import { checkSent, smtpTo } from './mail.js';

/** The relay stays away a little longer than it takes the worker to notice, in milliseconds. */
const AWAY_MS = 5_000;
/** Mails that pile up at most. */
const MOST_MAILS = 100_000;
const PATIENCE_MS = 600_000;

/**
 * How long it takes to clear what piled up during an outage, as a multiple of what the same number of mails takes a worker in its
 * stride. Once no worker ran: the time counts from the start of its process. Once the relay was away while the worker went on
 * asking it: the time counts from the moment at which the relay is back.
 */
export async function measureCatchUp(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const mails = Math.min(sizes.reps, MOST_MAILS);
  const sink = await openSink(ground);
  const world = await World.open(ground, { name: 'catch-up', reps: mails, env: smtpTo(sink) });
  const outage = new Outage(ground, world, sink);
  try {
    const absent: number[] = [];
    const stride: number[] = [];
    for (let round = 0; round < 2; round++) {
      absent.push(await outage.ofTheWorker());
      stride.push(await outage.none());
      await outage.end();
    }
    const away = await outage.ofTheRelay();
    await outage.end();
    const steady = median(stride);
    const rate = Math.round(mails / steady);
    const usual = `${mails} mails at a steady ${rate}/s`;
    return [
      figure(
        {
          measure: 'catch-up',
          unit: 'x',
          better: 'less',
          floor: 1.5,
          target: 1.15,
          note: `no worker for a while: from the start of its process, against ${usual}`,
        },
        absent.map((seconds, i) => seconds / stride[i]!),
      ),
      figure(
        {
          measure: 'catch-up, relay',
          unit: 'x',
          better: 'less',
          note: `the relay was away: from its return, against ${usual}`,
        },
        [away / steady],
      ),
      figure(
        {
          measure: 'catch-up, first',
          unit: 's',
          better: 'less',
          note: 'from the return of the relay to the first mail',
        },
        [outage.firstAfterReturn],
      ),
    ];
  } finally {
    await outage.end();
    await world.close();
    await outage.close();
  }
}

/** A network with one brick due to everybody, a worker, and what is taken from them. Each way gives seconds until all is sent. */
class Outage {
  /** Seconds from the return of the relay to the first mail. */
  firstAfterReturn = NaN;
  private stopWorker: (() => Promise<void>) | null = null;

  constructor(
    private readonly ground: Ground,
    private readonly world: World,
    private sink: Sink,
  ) {}

  /** Everything is due when the worker starts. */
  async ofTheWorker(): Promise<number> {
    await this.makeDue();
    const before = this.sink.count();
    const start = performance.now();
    await this.startWorker();
    return this.allSent(before, start);
  }

  /** Everything becomes due to a worker that runs; counted from its first mail. */
  async none(): Promise<number> {
    const before = this.sink.count();
    const first = this.sink.firstAfter(before);
    await this.makeDue();
    return this.allSent(before, await first);
  }

  /** Everything becomes due while the relay is away, and is tried. */
  async ofTheRelay(): Promise<number> {
    const { port } = this.sink;
    await this.sink.stop();
    await this.startWorker();
    await this.makeDue();
    const tried = `SELECT 1 FROM delivery.delivery WHERE reason LIKE 'late.relay%' LIMIT 1`;
    await until('the worker has met the trouble', async () => (await this.world.query(tried)).length > 0, PATIENCE_MS);
    await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
    this.sink = await openSink(this.ground, port);
    const start = performance.now();
    const first = this.sink.firstAfter(0);
    const seconds = this.allSent(0, start);
    this.firstAfterReturn = ((await first) - start) / 1000;
    return seconds;
  }

  /** The worker goes, with what it has in hand. */
  async end(): Promise<void> {
    await this.stopWorker?.();
    this.stopWorker = null;
  }

  close = (): Promise<void> => this.sink.stop();

  private async startWorker(): Promise<void> {
    this.stopWorker = (await openWorker(this.ground, this.world)).stop;
  }

  private async makeDue(): Promise<void> {
    await this.world.forgetDeliveries();
    await settle(this.world.url);
    await this.world.writeDeliveries(1, this.world.reps, 'planned');
  }

  private async allSent(before: number, start: number): Promise<number> {
    const { reps } = this.world;
    await until('every mail has left', () => this.sink.count() >= before + reps, PATIENCE_MS);
    const seconds = (performance.now() - start) / 1000;
    const open = `SELECT 1 FROM delivery.delivery WHERE state <> 'accepted' LIMIT 1`;
    await until('every delivery is settled', async () => (await this.world.query(open)).length === 0, 30_000);
    await checkSent(this.world, this.sink, before, reps);
    return seconds;
  }
}
