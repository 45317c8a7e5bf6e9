import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MOST_CHOICES } from './answer-form.rules.js';

/**
 * Reads what `@Preselected()` gives: the option ids in whatever a link's parameter has become. Gateways change its case, append
 * characters and add parameters of their own; what is no option id is no choice, and nothing is refused.
 */
export function readPreselected(_: unknown, context: ExecutionContext): string[] {
  const { choice, CHOICE } = context.switchToHttp().getRequest<FastifyRequest>().query as Record<string, unknown>;
  return [...idsIn(choice), ...idsIn(CHOICE)];
}

/** Handler parameter: `@Preselected() choices: string[]`. Every link of every mail is opened with it, by scanners too: it checks by itself. */
export const Preselected = createParamDecorator(readPreselected);

function idsIn(value: unknown): string[] {
  const texts = [value].flat().filter((one): one is string => typeof one === 'string');
  return texts.slice(0, MOST_CHOICES).flatMap((text) => /^[a-z0-9-]{1,20}/.exec(text.trim().toLowerCase())?.[0] ?? []);
}
