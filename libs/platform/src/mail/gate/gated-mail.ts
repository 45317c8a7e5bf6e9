import type { MailTransport, OutgoingMail, SendResult } from '../mail-transport.js';
import type { MailClassName } from './mail-classes.rules.js';
import type { MailGate } from './mail-gate.js';

/** Not now, says the gate: ask again after so many milliseconds. The relay was not spoken to. */
export interface NotYet {
  outcome: 'not yet';
  waitMs: number;
}

/** Longest a mail waits at the gate, in milliseconds: far less than a lease. */
const PATIENCE_MS = 20_000;

/** Sends mails that come one by one (notes, sign-in) through the gate; bricks ask it for many at once. */
export class GatedMail {
  constructor(
    private readonly transport: MailTransport,
    private readonly gate: MailGate,
  ) {}

  /** How many of up to `wanted` mails may be taken in hand now. */
  async room(wanted: number, kind: MailClassName): Promise<number> {
    return (await this.gate.open(wanted, kind)).most;
  }

  /** Nothing of what the gate had room for was sent. */
  unasked(): Promise<void> {
    return this.gate.unasked();
  }

  /** As `MailTransport.send`, when the mail has its room with relay and domain. */
  async send(mail: OutgoingMail, kind: MailClassName, beforeDot: () => Promise<boolean>): Promise<SendResult | NotYet> {
    const domain = mail.envelope.to.slice(mail.envelope.to.lastIndexOf('@') + 1).toLowerCase();
    const waitMs = await this.gate.pass(domain, kind, PATIENCE_MS);
    if (waitMs > 0) return { outcome: 'not yet', waitMs };
    const result = await this.transport.send(mail, beforeDot);
    if (result.outcome !== 'withdrawn') await this.gate.heard(result.outcome === 'relay' ? result.reason : null);
    return result;
  }
}
