import { Module, type DynamicModule } from '@nestjs/common';
import { ChallengesModule } from '@relais/challenges';
import { DeliveryModule, DeliveryQueries, SendingService } from '@relais/delivery';
import {
  JobQueue,
  MAIL_TRANSPORT,
  MailGate,
  PlatformModule,
  type Env,
  type MailTransport,
  type Runtime,
} from '@relais/platform';
import { DataSource } from 'typeorm';
import { AccessModule } from './access/access.module.js';
import { AnswerFollowUp } from './answer/answer-follow-up.js';
import { AnswerSheets } from './answer/answer-sheets.js';
import { AnswerController } from './answer/answer.controller.js';
import { BoardPageController } from './boards-page/board-page.controller.js';
import { BoardsController } from './boards/boards.controller.js';
import { ConsoleModule } from './console/console.module.js';
import type { HealthCheck } from './health/health-check.js';
import { HealthModule } from './health/health.module.js';
import type { MetricsSource } from './health/metrics.js';
import { HomeController } from './home/home.controller.js';
import { InboundController } from './inbound/inbound.controller.js';
import { BoardNameController } from './inbox/board-name.controller.js';
import { InboxController } from './inbox/inbox.controller.js';
import { MailboxAccess } from './mailbox/mailbox-access.js';
import { MailboxPageController } from './mailbox/mailbox-page.controller.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { CompanyController } from './network/company.controller.js';
import { OverviewController } from './network/overview.controller.js';
import { PartnersController } from './network/partners.controller.js';
import { RepsController } from './network/reps.controller.js';
import { PagesModule } from './pages/pages.module.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';

/** What a door cannot do without. */
const checks = {
  inject: [DataSource, JobQueue, MAIL_TRANSPORT],
  useFactory: (db: DataSource, queue: JobQueue, mail: MailTransport): HealthCheck[] => [
    { name: 'database', check: async () => void (await db.query('SELECT 1')) },
    { name: 'queue', check: () => queue.check() },
    {
      name: 'mail',
      check: async () => {
        const relay = await mail.probe();
        if (!relay.ok) throw new Error(relay.reason);
      },
    },
  ],
};

const MOST_DUE = 100_000;

/** How deliveries stand, for /metrics. */
const measures = {
  inject: [DeliveryQueries, SendingService, MailGate],
  useFactory: (deliveries: DeliveryQueries, sending: SendingService, gate: MailGate): MetricsSource[] => [
    {
      name: 'relais_deliveries_due',
      help: `Deliveries that are due and not in hand, counted up to ${MOST_DUE}`,
      read: async () => [{ value: await sending.due(MOST_DUE) }],
    },
    {
      name: 'relais_mail_paused',
      help: '1 while everything is paused',
      read: async () => [{ value: (await gate.standing()).paused ? 1 : 0 }],
    },
    {
      name: 'relais_relay_troubles',
      help: 'Troubles with the relay in a row',
      read: async () => [{ value: (await gate.standing()).troubles }],
    },
    {
      name: 'relais_deliveries',
      help: 'Deliveries by state',
      labels: ['state'],
      read: async () =>
        Object.entries((await deliveries.overview()).states).map(([state, value]) => ({ labels: { state }, value })),
    },
  ],
};

/** The HTTP door: it translates, it decides nothing about the product. */
@Module({})
export class ApiModule {
  static forRoot(): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        AccessModule,
        ConsoleModule,
        DeliveryModule,
        ChallengesModule,
        PagesModule,
        HealthModule.with({ imports: [DeliveryModule], checks, measures }),
      ],
      controllers: [
        PartnersController,
        RepsController,
        OverviewController,
        CompanyController,
        HomeController,
        AnswerController,
        UnsubscribeController,
        BoardPageController,
        BoardsController,
        MailboxController,
        MailboxPageController,
        InboundController,
        BoardNameController,
        InboxController,
      ],
      providers: [AnswerFollowUp, AnswerSheets, MailboxAccess],
    };
  }
}

/** The door as a process of its own. */
@Module({})
export class ApiProcess {
  static with(env: Env, runtime: Runtime): DynamicModule {
    return { module: ApiProcess, imports: [PlatformModule.forRoot(env, runtime), ApiModule.forRoot()] };
  }
}
