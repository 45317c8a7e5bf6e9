/** What a receiving server found out about a mail's sender (RFC 8601), as far as it names a domain. */
export interface Vouched {
  method: 'dmarc' | 'dkim' | 'spf';
  /** Domain in lower case. */
  domain: string;
}

const MOST_CHARACTERS = 10_000;

/**
 * What the server of the operator vouches for. Other servers' results, and those a sender wrote in, do not count: a server that signs with a
 * name removes what came in under it (RFC 8601, section 5), and the first header is the one that was added last.
 * @param values of the Authentication-Results headers, top first. @param server its name in them.
 */
export function vouchedBy(values: readonly string[], server: string): Vouched[] {
  const own = values
    .map((value) => uncommented(value.slice(0, MOST_CHARACTERS)))
    .find((value) => value.split(/[;\s]/, 1)[0]?.toLowerCase() === server.toLowerCase());
  if (own === undefined) return [];
  return own
    .split(';')
    .slice(1)
    .flatMap((result): Vouched[] => {
      const [, method] = /^\s*(dmarc|dkim|spf)\s*=\s*pass\b/i.exec(result) ?? [];
      if (!method) return [];
      const domain = domainOf(result, method.toLowerCase() as Vouched['method']);
      return domain ? [{ method: method.toLowerCase() as Vouched['method'], domain }] : [];
    });
}

const PROPERTIES: Record<Vouched['method'], RegExp> = {
  dmarc: /\bheader\.from\s*=\s*"?([^\s";]+)/i,
  dkim: /\bheader\.(?:d|i)\s*=\s*"?([^\s";]+)/i,
  spf: /\bsmtp\.mailfrom\s*=\s*"?([^\s";]+)/i,
};

function domainOf(result: string, method: Vouched['method']): string | null {
  const [, value] = PROPERTIES[method].exec(result) ?? [];
  return value
    ? value
        .slice(value.lastIndexOf('@') + 1)
        .toLowerCase()
        .replace(/\.$/, '') || null
    : null;
}

/** Comments in parentheses may nest and hold anything. */
function uncommented(value: string): string {
  let depth = 0;
  let out = '';
  for (const character of value) {
    if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (depth === 0) out += character;
  }
  return out.trimStart();
}

/**
 * Whether proof of one domain is proof of another (relaxed alignment, RFC 7489 section 3.1): the same one, or one above or below the other. A
 * single label is nobody's domain.
 */
export function aligned(proven: string, claimed: string): boolean {
  if (!proven.includes('.') || !claimed.includes('.')) return false;
  return proven === claimed || claimed.endsWith(`.${proven}`) || proven.endsWith(`.${claimed}`);
}
