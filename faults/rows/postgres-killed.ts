import { Doorway } from '../ground/doorway.js';
import type { Place } from '../ground/ground.js';
import { makeAccepted, makeDue } from '../ground/network.js';
import { pause, until } from '../ground/pause.js';
import { Database } from '../ground/postgres.js';
import { takeStock } from '../ground/stock.js';
import { allEnd } from '../ground/time.js';
import { Visitors, type Receipt } from '../ground/visitors.js';
import type { Outcome, Row } from '../row.js';

const CHOICES = ['a', 'b', 'c'];
const POSTERS = 12;
/** Answers a second, over all posters: a pace that lasts for all kills. */
const PACE = 150;

/** Kills all of PostgreSQL while answers are posted at two doors and mails go out; the doors and the worker stay up. */
export const postgresKilled: Row = {
  name: 'postgres-killed',
  what: 'PostgreSQL killed (all its processes at once) while answers are posted and mails go out',
  promises: 'P14, P15, P22, P23',
  last: true,
  missing: () => (process.platform === 'linux' ? undefined : 'finds the processes of PostgreSQL in /proc'),
  async run(ground) {
    const place = await ground.place(this.name);
    const doorway = await Doorway.open(ground.postgres.port);
    const db = new Database(place.db.name, ground.postgres.urlOf(place.db.name, doorway.port));
    return postAndKill(place, db, doorway).finally(async () => {
      await place.close();
      await db.close();
      await doorway.close();
    });
  },
};

async function postAndKill(place: Place, db: Database, doorway: Doorway): Promise<Outcome> {
  const { ground, sink, sizes, chance } = place;
  const postgres = ground.postgres;
  const settings = await db.query<{ fsync: string; sync: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync`,
  );
  const ids = await makeAccepted(db, sizes.answers / 2);
  await makeDue(db, sizes.answers / 2);
  await sink.behave({ delay: { kept: [20, 60] } });
  const env = { DATABASE_URL: db.url };
  const doors = await Promise.all([place.start('api', env), place.start('api', env), place.start('worker', env)]);
  const visitors = new Visitors([(await doors[0].answers()).url, (await doors[1].answers()).url], ground.secret);
  const posting = new Posting(visitors, ids);
  const posted = posting.run(() => CHOICES[chance.between(0, 2)]!);
  const outages: number[] = [];
  for (let kill = 0; kill < sizes.databaseKills; kill++) {
    await pause(chance.between(700, 2_500));
    await postgres.kill();
    const since = performance.now();
    await postgres.restart();
    doorway.leadTo(postgres.port);
    const serves = () => visitors.open(ids[0]!).then(({ status }) => status === 200);
    if (!(await until(serves, { withinMs: 30_000 }))) throw new Error('the doors do not find the database again');
    outages.push(performance.now() - since);
  }
  posting.unhurried = false;
  await posted;
  const acknowledgedOnFirstTry = posting.acknowledged.size;
  await posting.repeatUnanswered();
  await allEnd(db, sink);
  // The deliveries that were made for answers have no mail: they stay out of the comparison with the relay.
  const broken = await compareAnswers(db, posting, ids);
  await db.query('DELETE FROM challenges.point');
  await db.query('DELETE FROM delivery.answer');
  await db.query('DELETE FROM delivery.delivery WHERE id = ANY ($1::bigint[])', [ids]);
  const stock = await takeStock(db, sink);
  const { fsync, sync } = settings[0]!;
  return {
    killed: `PostgreSQL SIGKILL × ${sizes.databaseKills}`,
    stock,
    broken: [...broken, ...stock.breaches, ...place.deaths()],
    notes: [
      `fsync ${fsync}, synchronous_commit ${sync}; away for ${outages.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')}`,
      `${ids.length} answers: ${acknowledgedOnFirstTry} acknowledged at the first try, ${posting.failures} tries failed meanwhile`,
    ],
  };
}

/** Posts one answer for each delivery and remembers what was acknowledged. */
class Posting {
  readonly acknowledged = new Map<string, Receipt>();
  failures = 0;
  unhurried = true;
  private next = 0;

  constructor(
    private readonly visitors: Visitors,
    private readonly ids: string[],
  ) {}

  async run(choose: () => string): Promise<void> {
    await Promise.all(
      Array.from({ length: POSTERS }, async () => {
        for (let id = this.ids[this.next++]; id !== undefined; id = this.ids[this.next++]) {
          const started = performance.now();
          await this.post(id, choose());
          const rest = (1_000 * POSTERS) / PACE - (performance.now() - started);
          if (this.unhurried && rest > 0) await pause(rest);
        }
      }),
    );
  }

  /** As people do whose page did not come: again, until it comes; with another choice, which must not replace the first. */
  async repeatUnanswered(): Promise<void> {
    for (let turn = 0; turn < 5; turn++)
      for (const id of this.ids) if (!this.acknowledged.has(id)) await this.post(id, 'c');
  }

  private async post(id: string, choice: string): Promise<void> {
    const { receipt } = await this.visitors.answer(id, choice);
    if (receipt) this.acknowledged.set(id, receipt);
    else this.failures++;
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
