import { dayOf, SignedLinks } from '@relais/platform';

/** What the door said to an answer. */
export interface Receipt {
  choices: string[];
  answeredAt: string;
  fresh: boolean;
}

export interface Reply {
  status: number;
  /** Milliseconds until the whole body was there. */
  ms: number;
  receipt?: Receipt;
}

/** People with links: they open pages and confirm answers, at one door or several. */
export class Visitors {
  private readonly links: SignedLinks;
  private turn = 0;

  constructor(
    private readonly doors: string[],
    secret: string,
    private readonly patienceMs = 15_000,
  ) {
    this.links = new SignedLinks(secret);
  }

  /** The path of a delivery's page. */
  path(delivery: string): string {
    return `/a/${this.links.sign('answer', { id: Number(delivery), untilDay: dayOf(new Date()) + 30 })}`;
  }

  /** The path of its stop page. */
  stopPath(delivery: string): string {
    return `/u/${this.links.sign('preferences', { id: Number(delivery), untilDay: 65_535 })}`;
  }

  open(delivery: string, query = ''): Promise<Reply> {
    return this.ask(this.path(delivery) + query, {});
  }

  answer(delivery: string, choice: string): Promise<Reply> {
    return this.ask(this.path(delivery), {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ choice: [choice] }),
    });
  }

  /** Status 0: no answer at all. */
  async ask(path: string, init: RequestInit): Promise<Reply> {
    const door = this.doors[this.turn++ % this.doors.length]!;
    const started = performance.now();
    try {
      const response = await fetch(door + path, { ...init, signal: AbortSignal.timeout(this.patienceMs) });
      const text = await response.text();
      const ms = performance.now() - started;
      const isReceipt = response.ok && (response.headers.get('content-type') ?? '').includes('json');
      return { status: response.status, ms, ...(isReceipt && { receipt: JSON.parse(text) as Receipt }) };
    } catch {
      return { status: 0, ms: performance.now() - started };
    }
  }
}

/** Requests by the phase they fell into. */
export class Latencies {
  private readonly phases = new Map<string, { ms: number[]; failed: number }>();

  note(phase: string, { status, ms }: Reply): void {
    const entry = this.phases.get(phase) ?? { ms: [], failed: 0 };
    entry.ms.push(ms);
    if (status < 200 || status >= 300) entry.failed++;
    this.phases.set(phase, entry);
  }

  *entries(): Generator<{ phase: string; requests: number; failed: number; p50: number; p99: number; max: number }> {
    for (const [phase, { ms, failed }] of this.phases) {
      const sorted = [...ms].sort((a, b) => a - b);
      const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
      yield { phase, requests: ms.length, failed, p50: at(0.5), p99: at(0.99), max: at(1) };
    }
  }
}
