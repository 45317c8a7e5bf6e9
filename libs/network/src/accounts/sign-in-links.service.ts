import { Injectable } from '@nestjs/common';
import { RateLimits, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { readEmail } from '../fields/email.rules.js';
import { Refusal } from '../fields/refusal.js';
import { AccessMails } from './access-mails.js';
import { LINKS_PER_ADDRESS, LINKS_PER_EMAIL, TOKENS_PER_ADDRESS } from './limits.js';
import type { Caller } from './person.js';
import { SignInRecords } from './sign-in-records.js';
import { issueToken, useToken } from './single-use-tokens.js';

interface Addressee {
  id: number;
  name: string;
  address: string;
  locale: string;
}

/** Signs reps in by a link in a mail: ten minutes, once, in the browser that asked. */
@Injectable()
export class SignInLinksService {
  constructor(
    private readonly db: DataSource,
    private readonly limits: RateLimits,
    private readonly mails: AccessMails,
    private readonly records: SignInRecords,
  ) {}

  /**
   * Sends a link if the address is a rep's. Nothing the asker can see tells whether it is: what differs happens afterwards.
   * @param browser secret of the cookie of the browser that asks
   * @throws TooMany
   */
  async ask(email: string, browser: string, caller: Caller): Promise<void> {
    await this.limits.spend(LINKS_PER_ADDRESS, caller.address);
    await this.limits.spend(LINKS_PER_EMAIL, email.trim().toLowerCase());
    this.mails.afterwards(async () => {
      const address = readEmail(email.trim());
      if (address instanceof Refusal) return;
      const [rep] = await rows<Addressee>(
        this.db,
        `SELECT id, trim(first_name || ' ' || last_name) AS name, email AS address, locale FROM network.rep WHERE email = $1 AND status <> 'left'`,
        [address],
      );
      if (!rep) return;
      const token = await issueToken(this.db, 'sign-in', { repId: rep.id, browser });
      await this.mails.send({ kind: 'sign-in', token, to: rep });
    });
  }

  /** Uses the link up and opens the rep's session. @throws Gone `link.over`, `link.other-browser`; TooMany */
  async open(token: string, browser: string | undefined, caller: Caller): Promise<string> {
    await this.limits.spend(TOKENS_PER_ADDRESS, caller.address);
    const { repId } = await useToken(this.db, ['sign-in'], token, browser);
    return this.records.opened({ kind: 'rep', id: repId! }, 'open', caller, 'link');
  }
}
