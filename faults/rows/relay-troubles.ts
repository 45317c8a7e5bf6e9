import type { Place } from '../ground/ground.js';
import { makeDue } from '../ground/network.js';
import { pause, until } from '../ground/pause.js';
import { takeStock } from '../ground/stock.js';
import { allEnd, waitsPass } from '../ground/time.js';
import type { Outcome, Row } from '../row.js';
import type { Habits } from '../sink/habits.js';

/** The relay goes wrong in every way of the table, one after the other, for the same worker. */
export const relayTroubles: Row = {
  name: 'relay-troubles',
  what: 'relay refuses connections, hangs, defers, refuses, drops before and after the dot, is slow',
  promises: 'P14, P15, P16',
  async run(ground) {
    const place = await ground.place(this.name);
    return goThrough(place).finally(() => place.close());
  },
};

/** Deliveries of one trouble as they stand. */
interface Seen {
  state: string;
  reason: string | null;
  attempts: number;
  ambiguous: number;
  waitSeconds: number;
}

/** One trouble: how the relay behaves, and what must then be true; then it is well again and everything must end. */
interface Trial {
  name: string;
  mails: number;
  habits?: Habits;
  doors?: 'closed';
  /** Their contents expire so soon. */
  expireSeconds?: number;
  /** What every delivery must look like before the relay recovers; waited for. */
  meanwhile?: (seen: Seen) => boolean;
  /** What every delivery must look like in the end. Default: accepted. */
  inTheEnd?: (seen: Seen) => boolean;
  /** Waits pass while the trouble lasts, so that it is met several times. */
  again?: number;
  /** Copies of each mail, where it is certain. */
  copies?: number;
}

const reply = (text: string) => ({ reply: text });
const accepted = ({ state }: Seen) => state === 'accepted';
const waits = (reason: string) => (seen: Seen) => seen.state === 'planned' && (seen.reason ?? '').startsWith(reason);

const TRIALS: Trial[] = [
  {
    name: 'refuses connections',
    mails: 30,
    doors: 'closed',
    meanwhile: (seen) => waits('late.relay')(seen) && seen.attempts === 0, // it counts against the relay, not the mail
  },
  {
    name: 'hangs',
    mails: 15,
    habits: { troubles: [{ at: 'mail', act: 'hang' }] },
    meanwhile: (seen) => waits('late.relay')(seen) && seen.attempts === 0,
  },
  {
    name: 'defers at the recipient',
    mails: 30,
    habits: { troubles: [{ at: 'rcpt', act: reply('451 4.7.1 later') }] },
    meanwhile: (seen) => waits('late.deferred-451')(seen) && seen.attempts === 1 && within(seen.waitSeconds, 30, 75),
  },
  {
    name: 'defers at the dot, again and again',
    mails: 30,
    habits: { troubles: [{ at: 'dot', act: reply('452 4.3.1 full') }] },
    again: 2,
    meanwhile: (seen) => waits('late.deferred-452')(seen) && seen.attempts === 3 && within(seen.waitSeconds, 150, 300),
  },
  {
    name: 'defers until the content expires',
    mails: 20,
    habits: { troubles: [{ at: 'rcpt', act: reply('451 4.7.1 later') }] },
    expireSeconds: 30,
    inTheEnd: (seen) => seen.state === 'expired' && seen.reason !== null && seen.attempts === 1,
  },
  {
    name: 'refuses the recipient',
    mails: 20,
    habits: { troubles: [{ at: 'rcpt', act: reply('550 5.1.1 no such person') }] },
    inTheEnd: (seen) =>
      seen.state === 'refused' && (seen.reason ?? '').startsWith('refused.550') && seen.attempts === 1,
  },
  {
    name: 'refuses the message',
    mails: 20,
    habits: { troubles: [{ at: 'dot', act: reply('554 5.7.1 not wanted') }] },
    inTheEnd: (seen) =>
      seen.state === 'refused' && (seen.reason ?? '').startsWith('refused.554') && seen.attempts === 1,
  },
  {
    name: 'drops before the dot',
    mails: 40,
    habits: { troubles: [{ at: 'content', act: 'drop', share: 0.5 }] },
    again: 2,
    // The dot follows the content at once, so a drop in the middle of the content may count as ambiguous; no copy may come of it.
    inTheEnd: accepted,
    copies: 1,
  },
  {
    name: 'drops after the dot, message not taken',
    mails: 40,
    habits: { troubles: [{ at: 'dot', act: 'drop', share: 0.4 }] },
    again: 1,
  },
  {
    name: 'drops after the dot, message taken',
    mails: 40,
    habits: { troubles: [{ at: 'kept', act: 'drop', share: 0.4 }] },
    again: 1,
  },
  {
    name: 'is slow',
    mails: 20,
    habits: { delay: { rcpt: [0, 200], data: [0, 200], dot: [300, 900], kept: [0, 200] } },
    inTheEnd: (seen) => accepted(seen) && seen.attempts === 1 && seen.ambiguous === 0,
  },
  {
    name: 'does all of it at once',
    mails: 60,
    habits: {
      delay: { dot: [0, 30], kept: [0, 60] },
      troubles: [
        { at: 'greeting', act: reply('421 4.3.2 busy'), share: 0.1 },
        { at: 'rcpt', act: reply('450 4.2.0 later'), share: 0.1 },
        { at: 'data', act: 'drop', share: 0.05 },
        { at: 'content', act: 'drop', share: 0.1 },
        { at: 'dot', act: reply('451 4.3.0 later'), share: 0.1 },
        { at: 'dot', act: 'drop', share: 0.1 },
        { at: 'kept', act: 'drop', share: 0.1 },
      ],
    },
    again: 4,
  },
];

async function goThrough(place: Place): Promise<Outcome> {
  const { db, sink } = place;
  const broken: string[] = [];
  const notes: string[] = [];
  await place.start('worker', { SMTP_URL: sink.url('pool=10&timeout=2') });
  for (const trial of TRIALS) {
    const started = performance.now();
    if (trial.doors) await sink.doors('closed');
    await sink.behave(trial.habits ?? {});
    const [last] = await db.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM delivery.delivery');
    await makeDue(db, trial.mails, trial.expireSeconds === undefined ? {} : { expireSeconds: trial.expireSeconds });
    const all = async (holds: (seen: Seen) => boolean) => (await look(place, last!.id)).every(holds);
    const quiet = () => all(({ state, waitSeconds }) => (state === 'planned' ? waitSeconds > 0 : !OPEN.has(state)));
    for (let turn = 0; turn <= (trial.again ?? 0); turn++) {
      if (turn > 0) await waitsPass(db);
      await pause(100);
      await until(quiet, { withinMs: 30_000, everyMs: 100 });
    }
    if (trial.meanwhile && !(await until(() => all(trial.meanwhile!), { withinMs: 15_000 })))
      broken.push(await describe(place, trial, last!.id, trial.meanwhile, 'while it lasts'));
    await sink.behave({});
    if (trial.doors) await sink.doors('open');
    await allEnd(db, sink);
    const inTheEnd = trial.inTheEnd ?? accepted;
    if (!(await all(inTheEnd))) broken.push(await describe(place, trial, last!.id, inTheEnd, 'in the end'));
    const copies = copiesAfter(place, last!.id);
    if (trial.copies !== undefined && copies !== trial.copies * trial.mails)
      broken.push(`relay ${trial.name}: ${copies} copies of ${trial.mails} mails`);
    notes.push(await summary(place, trial, last!.id, performance.now() - started));
  }
  const stock = await takeStock(db, sink);
  return {
    killed: `${TRIALS.length} troubles of the relay`,
    stock,
    broken: [...broken, ...stock.breaches, ...place.deaths()],
    notes,
  };
}

const OPEN = new Set(['planned', 'claimed', 'sending']);

const look = ({ db }: Place, after: string): Promise<Seen[]> =>
  db.query<Seen>(
    `SELECT state, reason, attempts, ambiguous, extract(epoch FROM wake_at - now())::float8 AS "waitSeconds"
     FROM delivery.delivery WHERE id > $1 ORDER BY id`,
    [after],
  );

async function describe(place: Place, { name }: Trial, after: string, holds: (seen: Seen) => boolean, when: string) {
  const wrong = (await look(place, after)).filter((seen) => !holds(seen));
  return `relay ${name}: ${wrong.length} deliveries are not as they should be ${when}, such as ${JSON.stringify(wrong[0])}`;
}

const copiesAfter = ({ sink }: Place, after: string): number =>
  sink.copies().filter(({ delivery }) => Number(delivery) > Number(after)).length;

async function summary(place: Place, { name, mails }: Trial, after: string, ms: number): Promise<string> {
  const { db } = place;
  const [sums] = await db.query<{ attempts: number; ambiguous: number }>(
    'SELECT sum(attempts)::int AS attempts, sum(ambiguous)::int AS ambiguous FROM delivery.delivery WHERE id > $1',
    [after],
  );
  const copies = copiesAfter(place, after);
  return `${name}: ${mails} mails, ${sums!.attempts} attempts, ${sums!.ambiguous} ambiguous, ${copies} copies, ${(ms / 1000).toFixed(1)} s`;
}

const within = (value: number, from: number, to: number) => value >= from && value <= to;
