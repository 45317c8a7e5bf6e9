import { academic } from './academic.rules.js';
import { fsrs } from './fsrs.rules.js';
import { ladder } from './ladder.rules.js';
import type { SpacingCode, SpacingPolicy } from './spacing-policy.rules.js';

export type * from './spacing-policy.rules.js';

/** Every spacing policy by its code. A new policy is one file and one entry here. */
export const spacingPolicies: Readonly<Record<SpacingCode, SpacingPolicy>> = { ladder, academic, fsrs };

/** Whether `code` names a spacing policy. */
export function isSpacingCode(code: string): code is SpacingCode {
  return Object.hasOwn(spacingPolicies, code);
}
