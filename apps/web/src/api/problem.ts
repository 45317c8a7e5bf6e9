import { reasonText } from '../words/reasons.ts';
import type { components } from './schema.d.ts';

/** The body of every refusal of the API (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** Thrown where there was no answer at all, or one that is not the API's: no connection, or a proxy that says so. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error;
}

/** The status of a refusal, or null. */
export const statusOf = (error: unknown): number | null => (isProblem(error) ? error.status : null);

/**
 * The server's reasons by form field: `roles.0` and `roles` are both faults of `roles`.
 * @param fields names of the fields the form shows; faults of others are left to the message above the form.
 */
export function fieldFaults(error: unknown, fields: readonly string[]): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { where, ...reason } of (isProblem(error) && error.errors) || []) {
    const field = fields.find((name) => where === name || where.startsWith(`${name}.`) || where.startsWith(`${name}[`));
    if (field) faults[field] ??= reasonText(reason);
  }
  return faults;
}
