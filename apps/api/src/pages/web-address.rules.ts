/** An author's address as a link target: only web addresses, so that no `javascript:` or `data:` ever becomes a link. */
export function webAddress(url: string): string | null {
  return /^https?:\/\//i.test(url) ? url : null;
}
