import { Module, type DynamicModule } from '@nestjs/common';
import type { Env } from '../config/env.js';
import { MAIL_TRANSPORT } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';
import { parseSmtpUrl } from './smtp-url.js';

@Module({})
export class MailModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [
        {
          provide: MAIL_TRANSPORT,
          useFactory: () => new SmtpTransport(parseSmtpUrl(env.SMTP_URL ?? 'smtp://127.0.0.1:1')),
        },
      ],
      exports: [MAIL_TRANSPORT],
    };
  }
}
