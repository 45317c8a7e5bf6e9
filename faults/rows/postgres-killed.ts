import { Doorway } from '../ground/doorway.js';
import type { Place } from '../ground/ground.js';
import { makeAccepted, makeDue } from '../ground/network.js';
import { pause, until } from '../ground/pause.js';
import { Database } from '../ground/postgres.js';
import { freePort, type RelaisProcess } from '../ground/relais.js';
import { takeStock } from '../ground/stock.js';
import { allEnd } from '../ground/time.js';
import { Visitors, type Receipt } from '../ground/visitors.js';
import type { Outcome, Row } from '../row.js';

const CHOICES = ['a', 'b', 'c'];
const POSTERS = 12;
/** Answers a second, over all posters: a pace that lasts for all kills. */
const PACE = 150;
/** Milliseconds until somebody whose page did not come tries again, and how often they do. */
const AGAIN_MS = 250;
const MOST_TRIES = 200;
/** The sweep for missed points runs every 30 s. */
const A_SCORING_SWEEP_MS = 50_000;

/** Kills all of PostgreSQL while answers are posted at two doors and mails go out; the doors and the worker stay up. */
export const postgresKilled: Row = {
  name: 'postgres-killed',
  what: 'PostgreSQL killed (all its processes at once) while answers are posted and mails go out',
  promises: 'P14, P15, P22, P23, P27',
  killsPostgres: true,
  missing: () => (process.platform === 'linux' ? undefined : 'finds the processes of PostgreSQL in /proc'),
  async run(ground) {
    const postgres = ground.victim;
    const place = await ground.place(this.name, postgres);
    const doorway = await Doorway.open(postgres.port);
    const db = new Database(place.db.name, postgres.urlOf(place.db.name, doorway.port));
    return postAndKill(place, db, doorway).finally(async () => {
      await place.close();
      await db.close();
      await doorway.close();
    });
  },
};

async function postAndKill(place: Place, db: Database, doorway: Doorway): Promise<Outcome> {
  const { ground, sink, sizes, chance } = place;
  const postgres = ground.victim;
  const [settings] = await db.query<{ fsync: string; sync: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync`,
  );
  const ids = await makeAccepted(db, sizes.answers);
  await makeDue(db, sizes.answers / 2);
  await sink.behave({ delay: { kept: [60, 140] } });
  const house = await House.open(place, db.url);
  const visitors = new Visitors(house.doors, ground.secret);
  const posting = new Posting(visitors, ids);
  const posted = posting.run(() => CHOICES[chance.between(0, 2)]!);
  const outages: string[] = [];
  for (let kill = 0; kill < sizes.databaseKills; kill++) {
    await pause(chance.between(700, 2_500));
    const everything = kill % 2 === 1;
    const since = performance.now();
    await Promise.all([postgres.kill(), ...(everything ? [house.kill()] : [])]);
    await postgres.restart();
    doorway.leadTo(postgres.port);
    const back = performance.now() - since;
    if (everything) await house.start();
    const serves = () => visitors.open(ids[0]!).then(({ status }) => status === 200);
    if (!(await until(serves, { withinMs: 30_000 }))) throw new Error('the doors do not find the database again');
    outages.push(`${(back / 1000).toFixed(1)} s + ${((performance.now() - since - back) / 1000).toFixed(1)} s`);
  }
  posting.hurried = true;
  await posted;
  await allEnd(db, sink);
  const broken = await compareAnswers(db, posting, ids);
  broken.push(...(await pointsArrive(db)));
  broken.push(...(await killWhileSettling(place, db, doorway, house)));
  await forgetAnswerable(db, ids);
  const stock = await takeStock(db, sink);
  return {
    killed: `PostgreSQL SIGKILL × ${sizes.databaseKills + 1}, ${Math.floor(sizes.databaseKills / 2)} of them with every process of Relais`,
    stock,
    broken: [...broken, ...stock.breaches, ...place.deaths()],
    notes: [
      `fsync ${settings!.fsync}, synchronous_commit ${settings!.sync}; until PostgreSQL, then a page was back: ${outages.join(', ')}`,
      `${posting.acknowledged.size} of ${ids.length} answers acknowledged, ${posting.failures} tries failed, ${posting.unheard} were on record though their first try was never acknowledged`,
    ],
  };
}

/** Two doors at fixed addresses and a worker. */
class House {
  private running: RelaisProcess[] = [];

  private constructor(
    private readonly place: Place,
    private readonly env: Record<string, string>,
    private readonly ports: number[],
  ) {}

  static async open(place: Place, databaseUrl: string): Promise<House> {
    const house = new House(place, { DATABASE_URL: databaseUrl, SMTP_URL: place.sink.url('pool=4') }, [
      await freePort(),
      await freePort(),
    ]);
    await house.start();
    return house;
  }

  get doors(): string[] {
    return this.ports.map((port) => `http://127.0.0.1:${port}`);
  }

  async start(): Promise<void> {
    const doors = this.ports.map((port) => this.place.start('api', { ...this.env, PORT: String(port) }));
    this.running = await Promise.all([...doors, this.place.start('worker', this.env)]);
    await Promise.all(this.running.slice(0, -1).map((door) => door.answers()));
  }

  /** The processes that have ended by themselves. */
  dead(): RelaisProcess[] {
    return this.running.filter(({ ended }) => ended !== null);
  }

  async kill(): Promise<void> {
    await Promise.all(this.running.map((process) => process.stop('SIGKILL')));
  }
}

/**
 * The database goes while it writes down the end of some deliveries and the mails of others are under way: the error must
 * reach somebody who expects it, not end the process.
 */
async function killWhileSettling(
  { ground, sink }: Place,
  db: Database,
  doorway: Doorway,
  house: House,
): Promise<string[]> {
  await db.query(
    `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END $$`,
  );
  await db.query(
    `CREATE TRIGGER slow BEFORE UPDATE ON delivery.delivery FOR EACH ROW WHEN (NEW.state = 'suppressed') EXECUTE FUNCTION slow()`,
  );
  await db.query(
    `INSERT INTO delivery.opt_out (rep_id, topic, source)
     SELECT id, 'all', 'page' FROM network.rep r WHERE NOT EXISTS (SELECT 1 FROM delivery.delivery d WHERE d.rep_id = r.id) ORDER BY id LIMIT 20`,
  );
  await sink.behave({ delay: { kept: [300, 500] } });
  await makeDue(db, 40);
  const settles = () =>
    db.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`).then((rows) => rows.length > 0);
  if (!(await until(settles, { withinMs: 20_000, everyMs: 20 }))) throw new Error('no end was being written down');
  await ground.victim.kill();
  await ground.victim.restart();
  doorway.leadTo(ground.victim.port);
  await db.query('DROP TRIGGER slow ON delivery.delivery');
  await pause(1_000);
  const broken = house.dead().length
    ? ['a process ended because the database went while it wrote down the end of a delivery']
    : [];
  if (broken.length) {
    await house.kill();
    await house.start();
  }
  await sink.behave({});
  await allEnd(db, sink);
  return broken;
}

/** Every right answer comes to its points, once, whatever was killed on the way: the sweep finds those that no job brought. */
async function pointsArrive(db: Database): Promise<string[]> {
  const count = async () =>
    (
      await db.query<{ right: number; points: number }>(
        `SELECT (SELECT count(*) FROM delivery.answer WHERE correct)::int AS right, (SELECT count(*) FROM challenges.point)::int AS points`,
      )
    )[0]!;
  const equal = () => count().then(({ right, points }) => right === points);
  if (await until(equal, { withinMs: A_SCORING_SWEEP_MS, everyMs: 500 })) return [];
  const { right, points } = await count();
  return [`${right} right answers came to ${points} points instead of as many (P27)`];
}

/** The deliveries that were made for answers have no mail: they stay out of the comparison with the relay. */
async function forgetAnswerable(db: Database, ids: string[]): Promise<void> {
  await db.query('DELETE FROM challenges.point');
  await db.query('DELETE FROM delivery.answer');
  await db.query('DELETE FROM delivery.delivery WHERE id = ANY ($1::bigint[])', [ids]);
}

/** Posts an answer to each delivery until it is acknowledged, as people do whose page did not come, and remembers what was. */
class Posting {
  readonly acknowledged = new Map<string, Receipt>();
  failures = 0;
  /** Recorded at a try that was never acknowledged: known from a later one. */
  unheard = 0;
  hurried = false;
  private readonly waiting: { id: string; tries: number }[];

  constructor(
    private readonly visitors: Visitors,
    ids: string[],
  ) {
    this.waiting = ids.map((id) => ({ id, tries: 0 }));
  }

  /** @param choose each try takes another choice, which must not replace one that is on record. */
  async run(choose: () => string): Promise<void> {
    await Promise.all(
      Array.from({ length: POSTERS }, async () => {
        for (let one = this.waiting.shift(); one; one = this.waiting.shift()) {
          const started = performance.now();
          const { receipt } = await this.visitors.answer(one.id, choose());
          if (receipt) this.take(one.id, receipt);
          else this.putOff(one);
          const rest = receipt ? (1_000 * POSTERS) / PACE - (performance.now() - started) : AGAIN_MS;
          if (rest > 0 && !(receipt && this.hurried)) await pause(rest);
        }
      }),
    );
  }

  private take(id: string, receipt: Receipt): void {
    this.acknowledged.set(id, receipt);
    if (!receipt.fresh) this.unheard++;
  }

  private putOff({ id, tries }: { id: string; tries: number }): void {
    this.failures++;
    if (tries < MOST_TRIES) this.waiting.push({ id, tries: tries + 1 });
  }
}

async function compareAnswers(db: Database, { acknowledged }: Posting, ids: string[]): Promise<string[]> {
  const rows = await db.query<{ id: string; choices: string[]; at: Date }>(
    'SELECT delivery_id AS id, choices, answered_at AS at FROM delivery.answer',
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const gone = [...acknowledged.keys()].filter((id) => !kept.has(id));
  const other = [...acknowledged].filter(([id, { choices, answeredAt }]) => {
    const row = kept.get(id);
    return row && (row.choices.join() !== choices.join() || row.at.getTime() !== Date.parse(answeredAt));
  });
  const never = ids.filter((id) => !acknowledged.has(id));
  return [
    ...(gone.length ? [`${gone.length} × acknowledged answer lost (P22)`] : []),
    ...(other.length ? [`${other.length} × acknowledged answer replaced (P23)`] : []),
    ...(never.length ? [`${never.length} × could not be answered after the database was back`] : []),
  ];
}
