import path from 'node:path';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BoardsService, ChallengeFiles, ChallengesModule, ChallengesQueries, RosterService } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { PublishingService, readContent } from '@relais/editorial';
import { NetworkFiles, NetworkModule } from '@relais/network';
import { PlatformModule, QueueWorkerModule, readEnv, type Env } from '@relais/platform';
import { WorkerRoutes } from '../../apps/worker/src/routes.js';
import { CHALLENGE, LINE, writeContent } from './content.js';
import { rows } from './database.js';
import type { Ground } from './ground.js';
import { analyse, fillNetwork, quickly, zoneAtNoon } from './network.js';

export const SECRET = 'a secret for measures of more than 32 characters';

export interface WorldOptions {
  /** Name of the measure. */
  name: string;
  reps: number;
  /** Settings on top of the usual ones. */
  env?: Record<string, string>;
  /** Listen to the queue and do what the worker does on its jobs. Its clock stays off: the measure is the clock. */
  worker?: boolean;
}

/** The rooms on a database of their own, with a network and one line, in this process. */
export class World {
  private constructor(
    readonly url: string,
    readonly app: INestApplicationContext,
    readonly settings: Record<string, string>,
    readonly reps: number,
    /** The processes that do the work: this one and the database server. */
    readonly pids: number[],
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(ground: Ground, { name, reps, env = {}, worker = false }: WorldOptions): Promise<World> {
    const database = await ground.database(name);
    await fillNetwork(database.url, reps, zoneAtNoon());
    const settings = settingsFor(ground, database.url, env);
    const app = await openRooms(settings, worker);
    const world = new World(database.url, app, settings, reps, [process.pid, ground.serverPid], database.drop);
    ground.own(() => world.close());
    await world.publish();
    return world;
  }

  get<T>(service: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.app.get(service as Type<T>, { strict: false });
  }

  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    return rows<Row>(this.url, sql, parameters);
  }

  /** Enrols every rep as of two days ago, as an installation that has run for a while. */
  async enrol(): Promise<void> {
    await quickly(this.url, async (client) => {
      await client.query(
        `INSERT INTO delivery.enrolment (line_id, rep_id, enrolled_at, enrolled_on)
         SELECT l.id, r.id, now() - interval '2 days', (now() - interval '2 days')::date
         FROM editorial.line l CROSS JOIN network.rep r`,
      );
    });
    await analyse(this.url, ['delivery.enrolment']);
  }

  /** No delivery, no answer, no planned window: as before the first tick. */
  async forgetDeliveries(): Promise<void> {
    await this.query('TRUNCATE delivery.delivery, delivery.planned_slot CASCADE');
  }

  /**
   * Writes deliveries of the brick at `position` (1 is the first) to the first `count` reps.
   * @param state as they are: `planned` ones are due now, `accepted` ones were sent a minute ago.
   */
  async writeDeliveries(position: number, count: number, state: 'planned' | 'accepted'): Promise<void> {
    await quickly(this.url, async (client) => {
      await client.query(
        `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, attempts, settled_at)
         SELECT r.id, b.line_id, b.id, b.version_id, (now() AT TIME ZONE r.time_zone)::date, now(), now() + interval '7 days', now() + interval '30 days', now(),
                $2, ($2 = 'accepted')::int, CASE WHEN $2 = 'accepted' THEN now() - interval '1 minute' END
         FROM network.rep r JOIN editorial.brick b ON b.slug LIKE '%-' || $1::text
         WHERE r.id <= $3 ORDER BY r.id`,
        [position, state, count],
      );
    });
  }

  /** Makes the last `count` of the planned deliveries due tomorrow. */
  async postpone(count: number): Promise<void> {
    await quickly(this.url, async (client) => {
      await client.query(
        `UPDATE delivery.delivery SET due_at = due_at + interval '1 day', wake_at = wake_at + interval '1 day'
         WHERE id IN (SELECT id FROM delivery.delivery WHERE state = 'planned' ORDER BY id DESC LIMIT $1)`,
        [count],
      );
    });
    await analyse(this.url, ['delivery.delivery']);
  }

  /** Nothing more is planned or sent on the line; its deliveries may still be answered. */
  async pauseLine(): Promise<void> {
    await this.query(`UPDATE editorial.line SET status = 'paused' WHERE slug = $1`, [LINE]);
  }

  /** Counts the boards once, as the worker's clock does every second. */
  async countBoards(): Promise<void> {
    const { id } = await this.get(ChallengesQueries).find(CHALLENGE);
    await this.get(RosterService).call(id);
    await this.get(BoardsService).refresh(id);
  }

  close = async (): Promise<void> => {
    if (this.closed) return;
    this.closed = true;
    await this.app.close();
    await this.drop();
  };
  private closed = false;

  private async publish(): Promise<void> {
    const folder = this.settings.RELAIS_CONTENT_DIR!;
    await this.get(NetworkFiles).sync(folder);
    await this.get(PublishingService).sync(await readContent(folder));
    await this.get(ChallengeFiles).sync(folder);
    // It was published and opened two days ago, like the enrolments.
    await this.query(`UPDATE editorial.line SET published_at = now() - interval '2 days' WHERE slug = $1`, [LINE]);
    await this.query(`UPDATE challenges.challenge SET starts_at = now() - interval '2 days'`);
    this.get(ChallengesQueries).forget();
  }
}

/** The settings of a process of Relais on this database. */
function settingsFor(ground: Ground, url: string, env: Record<string, string>): Record<string, string> {
  const content = path.join(ground.folder, 'content');
  writeContent(path.resolve(import.meta.dirname, '../../..'), content);
  return {
    DATABASE_URL: url,
    RELAIS_SECRET: SECRET,
    RELAIS_QUEUE: 'none',
    RELAIS_CONTENT_DIR: content,
    RELAIS_PUBLIC_URL: 'https://learn.kelvane.example',
    RELAIS_MAIL_FROM: 'Kelvane <learning@kelvane.example>',
    SMTP_URL: 'smtp://127.0.0.1:9', // nobody listens there: a measure that sends names its sink
    ...env,
  };
}

async function openRooms(settings: Record<string, string>, worker: boolean): Promise<INestApplicationContext> {
  const env = readEnv(settings);
  return NestFactory.createApplicationContext(Rooms.with(env, worker), {
    logger: ['error'],
    abortOnError: false,
  });
}

@Module({})
class Rooms {
  static with(env: Env, worker: boolean): DynamicModule {
    const runtime = { databaseUrl: env.DATABASE_URL!, secret: SECRET, close: async () => {} };
    return {
      module: Rooms,
      imports: [
        PlatformModule.forRoot(env, runtime),
        NetworkModule,
        DeliveryModule,
        ChallengesModule,
        ...(worker ? [QueueWorkerModule.forRoot(env.RELAIS_QUEUE)] : []),
      ],
      providers: worker ? [WorkerRoutes] : [],
    };
  }
}
