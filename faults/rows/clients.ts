import type { Place } from '../ground/ground.js';
import { makeAccepted } from '../ground/network.js';
import { Visitors, type Reply } from '../ground/visitors.js';
import type { Outcome, Row } from '../row.js';

const AT_ONCE = 50;

/** Fifty requests for one delivery at the same moment, at two doors: the same answer, and different ones. */
export const clients: Row = {
  name: 'clients',
  what: '50 identical answers at once, 50 different ones at once, 50 wishes to stop at once, at two doors',
  promises: 'P23, P41',
  async run(ground) {
    const place = await ground.place(this.name);
    return rush(place).finally(() => place.close());
  },
};

async function rush(place: Place): Promise<Outcome> {
  const { db, ground, chance, sizes } = place;
  const rounds = sizes.round === 'long' ? 200 : 20;
  const ids = await makeAccepted(db, 2 * rounds + 2);
  const doors = await Promise.all([place.start('api'), place.start('api')]);
  await Promise.all(doors.map((door) => door.answers()));
  const visitors = new Visitors(
    doors.map(({ url }) => url),
    ground.secret,
  );
  const broken = new Map<string, number>();
  const note = (what: string) => broken.set(what, (broken.get(what) ?? 0) + 1);
  let slowest = 0;
  for (const [i, id] of ids.slice(0, 2 * rounds).entries()) {
    const same = i < rounds;
    const choices = Array.from({ length: AT_ONCE }, () => (same ? 'b' : 'abc'[chance.between(0, 2)]!));
    const replies = await Promise.all(choices.map((choice) => visitors.answer(id, choice)));
    slowest = Math.max(slowest, ...replies.map(({ ms }) => ms));
    const [row] = await db.query<{ choices: string[]; n: number }>(
      'SELECT choices, (count(*) OVER ())::int AS n FROM delivery.answer WHERE delivery_id = $1',
      [id],
    );
    for (const breach of breachesOf(replies, choices, row)) note(breach);
  }
  const stops = await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      visitors.ask(visitors.stopPath(ids.at(-1)!), {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      }),
    ),
  );
  if (stops.some(({ status }) => status !== 200)) note('a wish to stop was not answered with 200');
  const [out] = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM delivery.opt_out');
  if (out!.n !== 1) note(`${out!.n} records of one wish to stop`);
  return {
    killed: `${2 * rounds + 1} × ${AT_ONCE} requests at once`,
    broken: [...[...broken].map(([what, n]) => `${n} × ${what}`), ...place.deaths()],
    notes: [`${ids.length} deliveries; the slowest answer took ${Math.round(slowest)} ms`],
  };
}

function* breachesOf(replies: Reply[], choices: string[], row?: { choices: string[]; n: number }): Generator<string> {
  const receipts = replies.flatMap(({ receipt }) => receipt ?? []);
  if (receipts.length < replies.length) yield 'a request of a crowd was not answered with 2xx';
  if (row?.n !== 1) return yield `${row?.n ?? 0} answers on record instead of one (P23)`;
  const record = row.choices.join();
  if (receipts.some((receipt) => receipt.choices.join() !== record))
    yield 'a reply shows another answer than the record (P23)';
  if (new Set(receipts.map(({ answeredAt }) => answeredAt)).size > 1) yield 'replies name different times (P23)';
  const fresh = replies.flatMap(({ receipt }, i) => (receipt?.fresh ? [choices[i]!] : []));
  if (fresh.length !== 1) yield `${fresh.length} requests were told that theirs was the first (P23)`;
  else if (fresh[0] !== record) yield 'the one told that it was the first is not on record (P23)';
}
