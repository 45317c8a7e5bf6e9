/** Roles of accounts. A partner admin has that one only, and a company. */
export const STAFF_ROLES = [
  'programme-admin',
  'channel-manager',
  'author',
  'coach',
  'partner-admin',
  'auditor',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What a signed-in person may be; reps are no accounts. */
export const ROLES = [...STAFF_ROLES, 'rep'] as const;
export type Role = (typeof ROLES)[number];

/** What is wrong with a choice of roles, or null. */
export function rolesFault(roles: readonly StaffRole[], hasPartner: boolean): string | null {
  if (!roles.length) return 'at least one role is needed';
  const admin = roles.includes('partner-admin');
  if (admin && roles.length > 1) return 'a partner admin has no other role';
  if (admin && !hasPartner) return 'a partner admin needs a partner';
  if (!admin && hasPartner) return 'only a partner admin has a partner';
  return null;
}
