import { Injectable } from '@nestjs/common';
import { Clock, dayOf, Env, Forbidden, SignedLinks } from '@relais/platform';

/** What a browser shows to be counted apart from strangers: it was signed in to this account before. */
const BROWSER = 'browser';
const BROWSER_DAYS = 180;

/** Marks of browsers in which an account was signed in before. They permit nothing: their tries are only counted apart. */
@Injectable()
export class BrowserMarks {
  constructor(
    private readonly links: SignedLinks,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  make(accountId: number): string {
    return this.links.sign(BROWSER, { id: accountId, untilDay: dayOf(this.clock.now()) + BROWSER_DAYS });
  }

  isOf(mark: string | undefined, accountId: number): boolean {
    const claim = mark === undefined ? null : this.links.read(BROWSER, mark);
    return claim !== null && claim.id === accountId && claim.untilDay >= dayOf(this.clock.now());
  }

  /** Accounts with the documented passwords of the demo are refused where the operator said that this is no demo. */
  get demoOff(): boolean {
    return this.env.RELAIS_DEMO === '0';
  }

  /** @throws Forbidden `demo.fixed`: what everybody shares nobody may change. */
  refuseDemo(demo: boolean): void {
    if (demo) throw new Forbidden('demo.fixed', 'The accounts of the demo are shared, so this cannot be changed here.');
  }
}
