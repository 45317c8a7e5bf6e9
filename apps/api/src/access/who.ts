import '@fastify/cookie';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller, Person } from '@relais/network';
import { SignInNeeded } from '@relais/platform';
import type { FastifyRequest } from 'fastify';
import type { CookieJar } from './access-cookies.js';

const people = new WeakMap<object, Person>();

/** Called by the access guard, and by nothing else. */
export function remember(request: FastifyRequest, person: Person): void {
  people.set(request, person);
}

/** Reads what `@Me()` gives. @throws SignInNeeded where no guard found anybody */
export function readMe(_: unknown, context: ExecutionContext): Person {
  const person = people.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!person) throw new SignInNeeded('session.none', 'Sign in first.');
  return person;
}

/** Reads what `@MaybeMe()` gives. */
export function readMaybeMe(_: unknown, context: ExecutionContext): Person | null {
  return people.get(context.switchToHttp().getRequest<FastifyRequest>()) ?? null;
}

/** Reads what `@From()` gives. The address is the one the settings of the proxies make trustworthy. */
export function readCaller(_: unknown, context: ExecutionContext): Caller {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { address: networkOf(request.ip), agent: (request.headers['user-agent'] ?? '').replace(/[^ -~]/g, '') };
}

/** Reads what `@Cookies()` gives: texts the browser holds, each of which is checked by whoever reads it. */
export function readCookies(_: unknown, context: ExecutionContext): CookieJar {
  return context.switchToHttp().getRequest<FastifyRequest>().cookies ?? {};
}

/** Handler parameter: who is signed in. */
export const Me = createParamDecorator(readMe);
/** Handler parameter: who is signed in, or null; for routes with `@LooksWho()`. */
export const MaybeMe = createParamDecorator(readMaybeMe);
/** Handler parameter: where the request comes from. */
export const From = createParamDecorator(readCaller);

/** Handler parameter: the cookies, for AccessCookies to read. */
export const Cookies = createParamDecorator(readCookies);

/** One household has a whole /64 of IPv6, so that is what is counted. */
export function networkOf(ip: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (v4 || !ip.includes(':')) return v4 ?? ip;
  const [head = '', tail] = ip.split('%')[0]!.toLowerCase().split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]; // prettier-ignore
  return `${groups.slice(0, 4).join(':')}::/64`;
}
