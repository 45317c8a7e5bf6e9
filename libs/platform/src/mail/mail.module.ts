import { Inject, Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Env } from '../config/env.js';
import { rows } from '../database/rows.js';
import { readDkimKeys } from './dkim-keys.js';
import { DkimSigner } from './dkim.js';
import { GatedMail } from './gate/gated-mail.js';
import { MailGate } from './gate/mail-gate.js';
import { parseMailRates } from './gate/mail-rates.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport.js';
import { MailboxDoor } from './mailbox-door.js';
import { MailboxStore } from './mailbox.store.js';
import { SmtpTransport } from './smtp-transport.js';
import { describeSmtp, parseSmtpUrl } from './smtp-url.js';

/** The header by which the mailbox, and a person who looks for the cause of a bounce, find what a mail was about. */
export const REF_HEADER = 'X-Relais-Delivery';

const DOOR = Symbol('mailbox door');

/** The way mails leave: the relay of SMTP_URL, or the built-in mailbox, reached by the same SMTP; signed where there are keys. */
@Module({})
export class MailModule implements OnApplicationShutdown {
  constructor(
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(DOOR) private readonly door: MailboxDoor | null,
  ) {}

  static forRoot(env: Env): DynamicModule {
    const providers: Provider[] = [
      {
        provide: MailboxStore,
        inject: [DataSource],
        useFactory: (db: DataSource) => new MailboxStore((sql, parameters) => rows(db, sql, parameters), REF_HEADER),
      },
      {
        provide: DOOR,
        inject: [MailboxStore],
        useFactory: (store: MailboxStore) => (env.SMTP_URL ? null : MailboxDoor.open(store)),
      },
      {
        provide: MAIL_TRANSPORT,
        inject: [DOOR],
        useFactory: (door: MailboxDoor | null) =>
          new SmtpTransport(door ? door.target : parseSmtpUrl(env.SMTP_URL!), signerOf(env)),
      },
      {
        provide: MailGate,
        inject: [DataSource],
        useFactory: (db: DataSource) => new MailGate(db, relayName(env), parseMailRates(env.RELAIS_MAIL_RATES ?? '')),
      },
      {
        provide: GatedMail,
        inject: [MAIL_TRANSPORT, MailGate],
        useFactory: (transport: MailTransport, gate: MailGate) => new GatedMail(transport, gate),
      },
    ];
    return {
      module: MailModule,
      global: true,
      providers,
      exports: [MAIL_TRANSPORT, MailboxStore, MailGate, GatedMail],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
    await this.door?.close();
  }
}

/** The relay as rows and people name it: without user and password. */
function relayName(env: Env): string {
  return env.SMTP_URL ? describeSmtp(parseSmtpUrl(env.SMTP_URL)) : 'mailbox';
}

function signerOf(env: Env): DkimSigner | undefined {
  const keys = readDkimKeys(env.dkim);
  return keys.length ? new DkimSigner(keys) : undefined;
}
