import { Injectable } from '@nestjs/common';
import { Env, MailboxStore, NotFound, type MailboxEntry } from '@relais/platform';
import type { MailDto, MailSummaryDto } from './mailbox.dto.js';

/** Mails one statement of the store gives, at most. */
const PAGE = 500;

export interface MailboxFilter {
  limit: number;
  to?: string;
  before?: string;
}

/** The built-in mailbox as the doors show it. With a mail server there is none, and every door says so in the same way. */
@Injectable()
export class MailboxAccess {
  constructor(
    private readonly env: Env,
    private readonly store: MailboxStore,
  ) {}

  /** Newest first. @throws NotFound `mailbox.off` */
  async list({ limit, to, before }: MailboxFilter): Promise<MailSummaryDto[]> {
    this.refuseWhenOff();
    const found: MailboxEntry[] = [];
    while (found.length < limit) {
      const want = Math.min(PAGE, limit - found.length);
      const page = await this.store.list({ limit: want, to, before: found.at(-1)?.id ?? before });
      found.push(...page);
      if (page.length < want) break;
    }
    return found.map(summaryOf);
  }

  /** @throws NotFound `mailbox.off`, `mailbox.message` */
  async read(id: string): Promise<MailDto> {
    this.refuseWhenOff();
    const { headers, text, html, ...entry } = await this.store.read(id);
    return { ...summaryOf(entry), headers, text, html };
  }

  /** The source as it was caught. @throws NotFound `mailbox.off`, `mailbox.message` */
  async raw(id: string): Promise<Buffer> {
    this.refuseWhenOff();
    return this.store.raw(id);
  }

  private refuseWhenOff(): void {
    if (this.env.SMTP_URL)
      throw new NotFound('mailbox.off', 'There is no mailbox here: mails leave through a mail server.');
  }
}

function summaryOf({ id, to, subject, date, ref }: MailboxEntry): MailSummaryDto {
  return { id, to, subject, date, delivery: ref };
}
