/** What a relay or a domain may be sent. */
export interface Rate {
  /** Mails a second in the long run; more than 0, may be a fraction (0.5 = one every two seconds). */
  perSecond: number;
  /** Mails that may go out at once after a quiet time; at least 1. */
  burst: number;
}

/** State of one token bucket: plain data, so it can be kept in a row. `at` in milliseconds of any one clock. */
export interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket that has been quiet for long. */
export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now };
}

/**
 * Takes up to `wanted` whole tokens. Between any two moments `a` and `b` at most `burst + perSecond * (b - a) / 1000` are granted. A
 * clock that goes back grants nothing extra: the bucket waits until its time is reached again.
 *
 * @param owing tokens that may be taken before they are there; whoever may owe goes before those who may not.
 * @returns the next state, how many were granted (0 to `wanted`), and in how many milliseconds one more will be there (0: at once)
 */
export function take(
  bucket: Bucket,
  rate: Rate,
  now: number,
  wanted = 1,
  owing = 0,
): { bucket: Bucket; granted: number; waitMs: number } {
  const at = Math.max(now, bucket.at);
  const tokens = Math.min(rate.burst, bucket.tokens + ((at - bucket.at) * rate.perSecond) / 1000);
  const granted = Math.max(0, Math.min(wanted, Math.floor(tokens + owing)));
  const left = tokens - granted;
  const short = 1 - owing - left;
  const waitMs = short <= 0 ? 0 : Math.ceil((short * 1000) / rate.perSecond) + (at - now);
  return { bucket: { tokens: left, at }, granted, waitMs };
}

/** Rates and states of one relay and of the domains it sends to. A domain without a rate of its own has `anyDomain`, if that is set. */
export interface RelayRates {
  relay?: Rate;
  domains?: Readonly<Record<string, Rate>>;
  anyDomain?: Rate;
}

/** Buckets by name: `''` is the relay, anything else a domain. Missing ones are full. */
export type Buckets = ReadonlyMap<string, Bucket>;

/** Whether a mail may leave now: yes, not before the relay has room, or not before its domain has. */
export type Verdict = { may: 'go' | 'wait for the relay' | 'wait for the domain'; waitMs: number };

/**
 * Which of these mails, given by recipient domain in order of preference, may leave now. A mail needs one token of the relay
 * and one of its domain, and takes neither if one is lacking: a slow domain does not use up the relay's share. Mails that wait
 * for one domain are told times one after the other.
 *
 * @param owing as for `take`, of the relay and of the domain.
 * @returns a verdict for each of `domains`, and the next state
 */
export function admit(
  buckets: Buckets,
  rates: RelayRates,
  now: number,
  domains: readonly string[],
  owing = 0,
): { verdicts: Verdict[]; buckets: Buckets } {
  const next = new Map(buckets);
  const waiting = new Map<string, number>();
  const taken = (name: string, rate: Rate) => take(next.get(name) ?? fullBucket(rate, now), rate, now, 1, owing);
  const verdicts = domains.map((domain): Verdict => {
    const domainRate =
      (rates.domains && Object.hasOwn(rates.domains, domain) ? rates.domains[domain] : undefined) ?? rates.anyDomain;
    const ofDomain = domainRate && taken(domain, domainRate);
    if (ofDomain?.granted === 0) {
      const before = waiting.get(domain) ?? 0;
      waiting.set(domain, before + 1);
      return {
        may: 'wait for the domain',
        waitMs: ofDomain.waitMs + Math.ceil((before * 1000) / domainRate!.perSecond),
      };
    }
    const ofRelay = rates.relay && taken('', rates.relay);
    if (ofRelay?.granted === 0) return { may: 'wait for the relay', waitMs: ofRelay.waitMs };
    if (ofRelay) next.set('', ofRelay.bucket);
    if (ofDomain) next.set(domain, ofDomain.bucket);
    return { may: 'go', waitMs: 0 };
  });
  return { verdicts, buckets: next };
}
