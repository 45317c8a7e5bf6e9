import { Injectable } from '@nestjs/common';
import { AccountsQueries, BrowserMarks, DEMO_PASSWORD, SessionsService, type OpenedSession, type Person } from '@relais/network'; // prettier-ignore
import { Env } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { AccessCookies } from './access-cookies.js';
import { PersonDto, type SessionDto } from './session.dto.js';

/** What a browser is told of its session, and the cookies that go with it. */
@Injectable()
export class SessionView {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly marks: BrowserMarks,
    readonly cookies: AccessCookies,
    private readonly env: Env,
  ) {}

  async of(person: Person | null): Promise<SessionDto> {
    const stage = person?.stage;
    // A half session does not get to know whose it is.
    const state = stage === 'open' ? 'signed-in' : (stage ?? 'anonymous');
    return {
      state,
      person: person && stage !== 'second-factor' ? PersonDto.of(person) : null,
      ways: {
        oidc: this.env.RELAIS_OIDC_ISSUER === undefined ? null : this.env.RELAIS_OIDC_NAME,
        demo: state === 'anonymous' ? await this.demo() : null,
      },
    };
  }

  /** Gives the browser its new session; the one it had before ends. */
  async enter(reply: FastifyReply, opened: OpenedSession, before: Person | null): Promise<SessionDto> {
    if (before) await this.sessions.revoke(before, before.sessionId).catch(() => {});
    this.cookies.set(reply, 'session', opened.token);
    if (opened.browser) this.cookies.set(reply, 'browser', opened.browser);
    return this.of(await this.sessions.find(opened.token));
  }

  private async demo() {
    if (this.marks.demoOff) return null;
    const accounts = await this.accounts.demo();
    return accounts.length ? { accounts, password: DEMO_PASSWORD } : null;
  }
}
