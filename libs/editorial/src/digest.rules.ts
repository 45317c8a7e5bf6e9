import { createHash } from 'node:crypto';
import type { BrickContent } from './content/content.js';

/**
 * Tells two versions of a brick apart (SHA-256, hex). It is made of what the author wrote, not of the rendered HTML, so that
 * a better renderer does not publish every brick again. A later field must be left out where it has its default: otherwise
 * every digest changes at once.
 */
export function digestOf(brick: BrickContent): string {
  const { kind, theme, multiple, maxLength, right, master, wordings, variants } = brick;
  return createHash('sha256')
    .update(canonical({ kind, theme, multiple, maxLength, right, master, wordings, variants }))
    .digest('hex');
}

/** Equal values give equal texts, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
