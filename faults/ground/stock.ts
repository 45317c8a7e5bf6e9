import type { Database } from './postgres.js';
import type { Sink } from './sink.js';
import type { Copy } from '../sink/habits.js';

/** Deliveries that ended, or did not, beside what the relay accepted. */
export interface Stock {
  deliveries: number;
  /** Copies in the relay's journal. */
  copies: number;
  /** Accepted by the record but not by the relay, or due and neither sent nor ended. */
  lost: number;
  /** Copies beyond the first of each delivery. */
  duplicated: number;
  /** Of those, within 1 + attempts recorded as ambiguous (P14). */
  explained: number;
  unexplained: number;
  /** Attempts recorded as ambiguous. */
  ambiguous: number;
  states: Record<string, number>;
  /** What contradicts a promise, in words, one entry per kind with its number and an example. */
  breaches: string[];
}

interface Row {
  id: string;
  state: string;
  reason: string | null;
  attempts: number;
  ambiguous: number;
  settled: boolean;
  dueNow: boolean;
  dueAt: number;
  email: string;
}

const ROWS = `
SELECT d.id, d.state, d.reason, d.attempts, d.ambiguous, d.settled_at IS NOT NULL AS settled, d.due_at <= now() AS "dueNow",
       extract(epoch FROM d.due_at)::float8 * 1000 AS "dueAt", r.email
FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id ORDER BY d.id`;

/** Later than this after its hour a delivery must say why (P4), in milliseconds. */
const LATE_MS = 120_000;
const OPEN = new Set(['planned', 'claimed', 'sending']);

/** Compares every row with the relay's journal. Take stock when the row has had its time: what is due and open then counts as lost. */
export async function takeStock(db: Database, sink: Sink): Promise<Stock> {
  return compare(await db.query<Row>(ROWS), sink.copies());
}

/** The detector, apart from where its facts come from. */
export function compare(rows: Row[], copies: Copy[]): Stock {
  const breaches = new Breaches();
  const of = new Map<string, Copy[]>();
  for (const copy of copies) of.set(copy.delivery, [...(of.get(copy.delivery) ?? []), copy]);
  const stock: Stock = {
    deliveries: rows.length,
    copies: copies.length,
    lost: 0,
    duplicated: 0,
    explained: 0,
    unexplained: 0,
    ambiguous: 0,
    states: {},
    breaches: [],
  };
  for (const row of rows) {
    const own = of.get(row.id) ?? [];
    of.delete(row.id);
    stock.states[row.state] = (stock.states[row.state] ?? 0) + 1;
    stock.ambiguous += row.ambiguous;
    const more = Math.max(0, own.length - 1);
    const explained = Math.min(more, row.ambiguous);
    stock.duplicated += more;
    stock.explained += explained;
    stock.unexplained += more - explained;
    const lost = (row.state === 'accepted' && own.length === 0) || (OPEN.has(row.state) && row.dueNow);
    if (lost) stock.lost++;
    for (const breach of breachesOf(row, own)) breaches.note(breach, row.id);
  }
  for (const id of of.keys()) breaches.note('copies of a delivery that is not on record', id);
  stock.breaches = breaches.list();
  return stock;
}

function* breachesOf(row: Row, copies: Copy[]): Generator<string> {
  const { state, reason, attempts, ambiguous, settled } = row;
  if (state === 'accepted' && copies.length === 0) yield 'lost: accepted by the record, not by the relay (P14)';
  if (OPEN.has(state) && row.dueNow) yield `lost: due, and still ${state} (P9, P15)`;
  if (copies.length > 1 + ambiguous) yield 'sent more often than 1 + ambiguous attempts (P14)';
  if (copies.length > attempts) yield 'more copies than attempts on record';
  if (!OPEN.has(state) && !settled) yield 'ended without a time (P15)';
  if (!OPEN.has(state) && state !== 'accepted' && reason === null) yield 'ended without a reason (P15)';
  if (!OPEN.has(state) && state !== 'accepted' && copies.length > ambiguous) yield `${state} by the record, but sent`;
  if (copies.some(({ to }) => to !== row.email)) yield 'sent to somebody else';
  if (new Set(copies.map(({ messageId }) => messageId)).size > 1) yield 'copies under different Message-IDs';
  if (copies.some(({ at }) => at < row.dueAt - 1)) yield 'sent before its time (P3)';
  if (state === 'accepted' && reason === null && copies[0] && copies[0].at > row.dueAt + LATE_MS)
    yield 'sent late without a reason (P4)';
}

class Breaches {
  private readonly found = new Map<string, string[]>();

  note(what: string, id: string): void {
    this.found.set(what, [...(this.found.get(what) ?? []), id]);
  }

  list(): string[] {
    return [...this.found].map(([what, ids]) => `${ids.length} × ${what}; first: delivery ${ids[0]}`);
  }
}
