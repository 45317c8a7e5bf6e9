import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ChallengesModule, ChallengesQueries, RosterService } from '@relais/challenges';
import { DeliveryModule, PlanningService } from '@relais/delivery';
import { dayOf, PlatformModule, readEnv, SignedLinks, type Env } from '@relais/platform';
import { AccessModule } from '../../apps/api/src/access/access.module.js';
import { AnswerFollowUp } from '../../apps/api/src/answer/answer-follow-up.js';
import { AnswerSheets } from '../../apps/api/src/answer/answer-sheets.js';
import { AnswerController } from '../../apps/api/src/answer/answer.controller.js';
import { BoardPageController } from '../../apps/api/src/boards-page/board-page.controller.js';
import { ConsoleModule } from '../../apps/api/src/console/console.module.js';
import { HealthModule } from '../../apps/api/src/health/health.module.js';
import type { HealthCheck } from '../../apps/api/src/health/health-check.js';
import { HomeController } from '../../apps/api/src/home/home.controller.js';
import { createHttpApp } from '../../apps/api/src/http/http-server.js';
import { InboundController } from '../../apps/api/src/inbound/inbound.controller.js';
import { InboxController } from '../../apps/api/src/inbox/inbox.controller.js';
import { MailboxAccess } from '../../apps/api/src/mailbox/mailbox-access.js';
import { MailboxPageController } from '../../apps/api/src/mailbox/mailbox-page.controller.js';
import { MailboxController } from '../../apps/api/src/mailbox/mailbox.controller.js';
import { BoardsController } from '../../apps/api/src/boards/boards.controller.js';
import { CompanyController } from '../../apps/api/src/network/company.controller.js';
import { OverviewController } from '../../apps/api/src/network/overview.controller.js';
import { PartnersController } from '../../apps/api/src/network/partners.controller.js';
import { RepsController } from '../../apps/api/src/network/reps.controller.js';
import { PagesModule } from '../../apps/api/src/pages/pages.module.js';
import { UnsubscribeController } from '../../apps/api/src/unsubscribe/unsubscribe.controller.js';
import { queueSettings } from '../support/queue.js';
import { World, type WorldOptions } from '../support/world.js';

@Module({})
class SiteModule {
  static with(env: Env, checks: HealthCheck[]): DynamicModule {
    const runtime = { databaseUrl: env.DATABASE_URL!, secret: env.RELAIS_SECRET!, close: async () => {} };
    return {
      module: SiteModule,
      imports: [
        PlatformModule.forRoot(env, runtime, { poolSize: 10 }),
        AccessModule,
        ConsoleModule,
        DeliveryModule,
        ChallengesModule,
        PagesModule,
        HealthModule.with({
          checks: { useFactory: () => checks },
          measures: {
            useFactory: () => [
              {
                name: 'relais_test_measure',
                help: 'A measure',
                labels: ['of'],
                read: async () => [{ value: 3, labels: { of: 'this' } }],
              },
            ],
          },
        }),
      ],
      controllers: [
        PartnersController,
        RepsController,
        OverviewController,
        CompanyController,
        BoardsController,
        AnswerController,
        UnsubscribeController,
        BoardPageController,
        HomeController,
        MailboxController,
        MailboxPageController,
        InboundController,
        InboxController,
      ],
      providers: [AnswerFollowUp, AnswerSheets, MailboxAccess],
    };
  }
}

/** What the server said, line by line: to prove what it never says. */
export interface SiteLog {
  lines: string[];
}

/** The pages over HTTP, on a free port, in front of rooms filled through their own doors. */
export class Site {
  private constructor(
    readonly world: World,
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly log: SiteLog,
    readonly checks: HealthCheck[],
  ) {}

  static async open(options: WorldOptions & { settings?: Record<string, string> } = {}): Promise<Site> {
    const world = await World.open(options);
    const env = readEnv({
      DATABASE_URL: world.db.url,
      RELAIS_SECRET: world.env.RELAIS_SECRET,
      ...queueSettings(world.db.url, { RELAIS_QUEUE: 'none' }),
      RELAIS_CONTENT_DIR: world.content.dir,
      ...options.settings,
    });
    const log: SiteLog = { lines: [] };
    const note = (...parts: unknown[]) => void log.lines.push(parts.map(String).join(' '));
    const checks: HealthCheck[] = [];
    const app = await createHttpApp(SiteModule.with(env, checks), env, {
      log: note,
      error: note,
      warn: note,
      debug: note,
      verbose: note,
      fatal: note,
    });
    await app.listen(0, '127.0.0.1');
    return new Site(world, app, await app.getUrl(), log, checks);
  }

  /** The token of a brick that was sent to rep `n` a minute ago. */
  async delivered(n: number, slug: string): Promise<string> {
    const [row] = await this.world.query<{ id: string }>(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
       SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '10 days', now(), 'accepted', now() - interval '1 minute'
       FROM network.rep r, editorial.brick b WHERE r.external_id = $1 AND b.slug = $2
       ON CONFLICT (rep_id, brick_id, occurrence) DO UPDATE SET state = 'accepted' RETURNING id`,
      [`P-1-R${n}`, slug],
    );
    return this.sign('answer', row!.id);
  }

  /** Enrols everybody and puts them on the boards, as a worker's clock does. */
  async fillBoards(): Promise<void> {
    await this.world.get(PlanningService).plan();
    for (const { id } of await this.world.get(ChallengesQueries).all()) await this.world.get(RosterService).call(id);
  }

  sign(purpose: 'answer' | 'preferences', id: string | number): string {
    return this.world.get(SignedLinks).sign(purpose, { id: Number(id), untilDay: dayOf(new Date()) + 10 });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, { headers, redirect: 'manual' });
  }

  post(
    path: string,
    form: Record<string, string> | [string, string][] | string | FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = typeof form === 'string' || form instanceof FormData ? form : new URLSearchParams(form);
    return fetch(this.url + path, { method: 'POST', body, headers, redirect: 'manual' });
  }

  /** Everything a request could have changed, as one text to compare. */
  async trace(): Promise<string> {
    const tables = await this.world.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('network', 'editorial', 'delivery', 'challenges', 'platform') ORDER BY 1`,
    );
    const counts = await Promise.all(
      tables.map(async ({ name }) =>
        this.world.query(
          `SELECT '${name}' AS name, count(*)::int AS n, md5(string_agg(t::text || xmin::text, ',' ORDER BY t::text)) AS sum FROM ${name} t`,
        ),
      ),
    );
    return JSON.stringify(counts);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.world.close();
  }
}
