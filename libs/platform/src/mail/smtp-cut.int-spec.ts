import { CuttingProxy } from '../../../../test/support/cutting-proxy.js';
import { SmtpSink, type SinkAction } from '../../../../test/support/smtp-sink.js';
import type { SendResult } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';
import { parseSmtpUrl, SMTP_TIMEOUTS } from './smtp-url.js';

/** Chance that repeats: the same seed gives the same cuts, scripts and sizes (Mulberry32 by Tommy Ettinger, public domain). */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { next, below, pick: <T>(all: readonly T[]) => all[below(all.length)]! };
}

interface Attempt {
  id: string;
  outcome: SendResult['outcome'] | 'rejected';
  committed: boolean;
}

/** Mails whose copies at the sink contradict what was reported about their only attempt. */
function contradictions(attempts: readonly Attempt[], copies: ReadonlyMap<string, number>): string[] {
  return attempts
    .filter(({ id, outcome, committed }) => {
      const taken = copies.get(id) ?? 0;
      if (taken > 0 && !committed) return true; // left without the commit
      if (outcome === 'accepted') return taken !== 1;
      return outcome === 'ambiguous' ? taken > 1 : taken !== 0;
    })
    .map(({ id, outcome }) => `${id}: ${outcome}, ${copies.get(id) ?? 0} copies`);
}

const SCRIPTS: readonly [number, SinkAction][] = [
  [0.02, { reply: '450 4.2.0 later' }],
  [0.02, { reply: '550 5.1.1 never' }],
  [0.02, { reply: '421 4.3.2 stopping', thenDrop: true }],
  [0.02, 'drop'],
];

async function world(seed: number, extensions: readonly string[]) {
  const { next, below, pick } = chance(seed);
  const sink = await SmtpSink.start({
    extensions,
    act: (stage) => {
      if (stage === 'greeting' || stage === 'ehlo') return undefined;
      let roll = next();
      if (stage === 'dot' && roll < 0.04)
        return { accept: roll < 0.02 ? 'drop' : { reply: '250 2.0.0 Ok', thenDrop: true } };
      roll = next();
      if (stage === 'content') return roll < 0.02 ? 'drop' : undefined;
      for (const [share, action] of SCRIPTS) if ((roll -= share) < 0) return action;
      return undefined;
    },
  });
  const proxy = await CuttingProxy.start(sink.port, () =>
    next() < 0.3
      ? {}
      : pick([{ afterBytesIn: below(pick([200, 2000, 40_000])) }, { afterBytesOut: below(pick([100, 600, 3000])) }]),
  );
  const target = parseSmtpUrl(`smtp://127.0.0.1:${proxy.port}?pool=8&name=relais.test`);
  const transport = new SmtpTransport({
    ...target,
    timeouts: { ...SMTP_TIMEOUTS, command: 2000, dot: 2000, crowded: 10 },
  });
  const attempt = async (id: string): Promise<Attempt> => {
    const raw = Buffer.from(`X-Id: <${id}>\r\n\r\n${`${'x'.repeat(70)}\r\n.\r\n`.repeat(below(pick([3, 60, 300])))}`);
    let committed = false;
    const beforeDot = async () => {
      if (next() < 0.5) await new Promise((resolve) => setTimeout(resolve, below(4)));
      if (next() < 0.03) throw new Error('no database');
      return (committed = next() >= 0.04);
    };
    const outcome = await transport
      .send({ raw, envelope: { from: 'b@relais.example', to: 'a@partner.example' } }, beforeDot)
      .then(
        (result) => result.outcome,
        () => 'rejected' as const,
      );
    return { id, outcome, committed };
  };
  const settle = async () => {
    await transport.close();
    await new Promise((resolve) => setTimeout(resolve, 100)); // what is still on its way from the proxy to the sink
    const copies = new Map<string, number>();
    for (const { raw } of sink.accepted) {
      const id = /^X-Id: <(.*)>/m.exec(raw.toString('latin1'))![1]!;
      copies.set(id, (copies.get(id) ?? 0) + 1);
    }
    await proxy.stop();
    await sink.stop();
    return copies;
  };
  return { attempt, settle, proxy, sink };
}

/** Runs `count` tasks, 24 at a time. */
async function each<T>(count: number, task: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) results.push(await task(next++));
  };
  await Promise.all(Array.from({ length: 24 }, lane));
  return results;
}

const servers = [
  ['a pipelining relay', ['PIPELINING', 'SIZE'], 20261122],
  ['a relay without pipelining', ['SIZE'], 4711],
] as const;

describe('connections cut anywhere', () => {
  it.each(servers)('%s: what is reported is what happened', async (_, extensions, seed) => {
    const { attempt, settle, proxy, sink } = await world(seed, extensions);
    const attempts: Attempt[] = [];
    while (proxy.cuts < 320) attempts.push(...(await each(300, (n) => attempt(`m${attempts.length}-${n}`))));
    const copies = await settle();
    expect(contradictions(attempts, copies)).toEqual([]);
    expect(sink.violations).toEqual([]);

    const seen = new Set(attempts.map(({ outcome }) => outcome));
    expect([...seen].sort()).toEqual([
      'accepted',
      'ambiguous',
      'deferred',
      'refused',
      'rejected',
      'relay',
      'withdrawn',
    ]);
    // The detector must see a transport that takes any broken connection for "not sent", as retrying by error code does.
    const careless = attempts.map((each) =>
      each.outcome === 'ambiguous' ? { ...each, outcome: 'relay' as const } : each,
    );
    expect(contradictions(careless, copies).length).toBeGreaterThan(0);
    const proud = attempts.map((each) =>
      each.outcome === 'ambiguous' ? { ...each, outcome: 'accepted' as const } : each,
    );
    expect(contradictions(proud, copies).length).toBeGreaterThan(0);
  });

  it.each(servers)(
    '%s: tried until accepted, no mail is lost and every further copy was foretold',
    async (_, extensions, seed) => {
      const { attempt, settle, proxy } = await world(seed + 1, extensions);
      const histories = await each(400, async (n) => {
        const history: Attempt[] = [];
        do history.push(await attempt(`m${n}`));
        while (history.at(-1)!.outcome !== 'accepted');
        return history;
      });
      const copies = await settle();
      expect(proxy.cuts).toBeGreaterThan(50);
      for (const history of histories) {
        const ambiguous = history.filter(({ outcome }) => outcome === 'ambiguous').length;
        expect(copies.get(history[0]!.id)).toBeGreaterThanOrEqual(1);
        expect(copies.get(history[0]!.id)).toBeLessThanOrEqual(1 + ambiguous);
      }
    },
  );
});
