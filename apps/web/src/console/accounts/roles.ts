import type { components } from '../../api/schema.d.ts';

export type Account = components['schemas']['AccountDto'];
export type StaffRole = Account['roles'][number];

/** Roles an account can have, from the widest to the narrowest. */
export const STAFF_ROLES: readonly StaffRole[] = [
  'programme-admin',
  'channel-manager',
  'author',
  'coach',
  'auditor',
  'partner-admin',
];

/** The roles left after one was chosen: a partner admin has no other, so the last choice wins. */
export function fitting(before: readonly StaffRole[], chosen: readonly StaffRole[]): StaffRole[] {
  const added = chosen.find((role) => !before.includes(role));
  if (added === 'partner-admin') return ['partner-admin'];
  return chosen.filter((role) => role !== 'partner-admin' || chosen.length === 1);
}
