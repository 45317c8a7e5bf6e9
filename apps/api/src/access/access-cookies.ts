import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import { Env } from '@relais/platform';
import type { FastifyReply } from 'fastify';

const DAY = 86_400;

/** What each cookie is for, and how long a browser keeps it, in seconds. The session's row ends earlier than its cookie. */
const COOKIES = { session: 90 * DAY, browser: 180 * DAY, asked: 600, oidc: 600 };
export type CookieJar = Readonly<Record<string, string | undefined>>;
export type CookieName = keyof typeof COOKIES;

/**
 * The cookies of sign-in: never readable by scripts, never sent by foreign pages' forms, and over HTTPS bound to this very host
 * (`__Host-`), so that no neighbour below the same domain can set them.
 */
@Injectable()
export class AccessCookies {
  private readonly secure: boolean;

  constructor(env: Env) {
    this.secure = env.publicUrl.startsWith('https:');
  }

  /** @param jar every cookie of the request, as `@Cookies()` gives them. */
  read(jar: CookieJar, name: CookieName): string | undefined {
    const value = jar[this.named(name)];
    return value === undefined || value === '' || value.length > 4_000 ? undefined : value;
  }

  set(reply: FastifyReply, name: CookieName, value: string): void {
    reply.setCookie(this.named(name), value, { ...this.flags, maxAge: COOKIES[name] });
  }

  clear(reply: FastifyReply, name: CookieName): void {
    reply.clearCookie(this.named(name), this.flags);
  }

  private get flags() {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.secure };
  }

  private named(name: CookieName): string {
    return `${this.secure ? '__Host-' : ''}relais-${name}`;
  }
}
