import { LEASE_SECONDS } from './retry.rules.js';
import type { Claim } from './settlements.js';

/** A third of a lease: one renewal may fail. */
const RENEW_MS = (LEASE_SECONDS * 1_000) / 3;

/**
 * Renews the leases of what this process has in hand, as long as it lives: a slow relay may take longer with a batch than a lease
 * lasts. A process that is dead or frozen renews nothing, and what it held goes to another.
 */
export class Leases {
  private readonly held = new Set<readonly Claim[]>();
  private timer: NodeJS.Timeout | undefined;

  /** @param renew writes new leases for claims, given as JSON, that are still theirs. */
  constructor(private readonly renew: (claims: string) => Promise<unknown>) {}

  /** Keeps these until the returned function is called. */
  hold(claims: readonly Claim[]): () => void {
    this.held.add(claims);
    this.timer ??= setInterval(() => void this.renewAll(), RENEW_MS).unref();
    return () => {
      this.held.delete(claims);
      if (this.held.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  private async renewAll(): Promise<void> {
    const claims = [...this.held].flat().map(({ id, fence }) => ({ id, fence }));
    // A database that is away for longer than a lease ends it: then the dot is refused, and nothing was sent.
    await this.renew(JSON.stringify(claims)).catch(() => undefined);
  }
}
