type Scheme = 'http' | 'https' | 'mailto';

/**
 * Why `address` cannot stand in a mail, or null when it can. A relative address leads nowhere in a mail, and only the named
 * schemes are harmless everywhere.
 */
export function addressProblem(address: string, schemes: readonly Scheme[]): { what: string; fix: string } | null {
  const fix = `write the whole address, starting with ${schemes
    .filter((s) => s !== 'http')
    .map((s) => (s === 'mailto' ? 'mailto:' : `${s}://`))
    .join(' or ')}`;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) return { what: 'is not a whole address', fix };
  if (!(schemes as readonly string[]).includes(scheme))
    return { what: `starts with ${scheme}:, which is not allowed`, fix };
  if (scheme === 'mailto')
    return /^mailto:[^\s@?]+@[^\s@?]+(\?\S*)?$/i.test(address)
      ? null
      : { what: 'is not an e-mail address', fix: 'write mailto:name@example.com' };
  // eslint-disable-next-line no-control-regex -- the parser below would drop them silently
  if (!/^https?:\/\/[^\s\u0000-\u001f\\]+$/i.test(address) || !URL.canParse(address))
    return { what: 'is not a valid address', fix };
  const url = new URL(address);
  if (url.username !== '' || url.password !== '')
    return { what: 'holds a user name or a password', fix: 'remove what stands before the @' };
  return null;
}
