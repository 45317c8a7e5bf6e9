/** Whether two addresses are one person's mailbox: case, a `+tag` and the two names of Google's domain do not matter. */
export function sameMailbox(one: string, other: string): boolean {
  const [a, b] = [mailbox(one), mailbox(other)];
  return a !== '' && a === b;
}

function mailbox(address: string): string {
  const [, local, domain] = /^([^+@]+)(?:\+[^@]*)?@([^@]+)$/.exec(address.trim().toLowerCase()) ?? [];
  if (!local || !domain) return '';
  return `${local}@${domain.replace(/\.$/, '').replace(/^googlemail\.com$/, 'gmail.com')}`;
}
