/** The word for what is wrong with an address as typed, or null: the server decides, this only spares a round trip. */
export function emailFault(email: string): 'emailMissing' | 'emailOdd' | null {
  if (!email.trim()) return 'emailMissing';
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? null : 'emailOdd';
}
