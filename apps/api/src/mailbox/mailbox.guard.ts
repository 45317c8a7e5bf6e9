import '@fastify/cookie';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccountsQueries, SessionsService } from '@relais/network';
import { Env, Forbidden, SignInNeeded } from '@relais/platform';
import type { FastifyRequest } from 'fastify';
import { AccessCookies } from '../access/access-cookies.js';

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Caught mails hold links that let their readers in. So the mailbox is open where Relais is tried out (its address is this machine's, or
 * the demo is loaded, whose passwords everybody knows), and elsewhere a programme admin's.
 */
@Injectable()
export class MailboxGuard implements CanActivate {
  constructor(
    private readonly env: Env,
    private readonly accounts: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly cookies: AccessCookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.env.SMTP_URL !== undefined) return true; // there is none, which the mailbox says itself
    if (THIS_MACHINE.includes(new URL(this.env.publicUrl).hostname)) return true;
    if (this.env.RELAIS_DEMO !== '0' && (await this.accounts.demo()).length) return true;
    const token = this.cookies.read(context.switchToHttp().getRequest<FastifyRequest>().cookies ?? {}, 'session');
    const person = token === undefined ? null : await this.sessions.find(token);
    if (person?.stage !== 'open') throw new SignInNeeded('session.none', 'Sign in first.');
    if (person.roles.includes('programme-admin')) return true;
    throw new Forbidden('access.role', 'Your role does not include this.');
  }
}
