/** The headers by which a browser tells where a request was made. */
export interface RequestOrigin {
  secFetchSite: string | undefined;
  origin: string | undefined;
  /** Host as the client addressed it. */
  host: string | undefined;
}

/**
 * Was a request that changes something made by a page of this server? Browsers say so in Sec-Fetch-Site where the connection is
 * trustworthy, in Origin elsewhere. Who says neither is no browser of this decade and is refused: such clients hold no cookie of ours.
 * @param publicUrl base of every link
 */
export function isSameSite({ secFetchSite, origin, host }: RequestOrigin, publicUrl: string): boolean {
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin';
  const from = origin === undefined ? null : readOrigin(origin);
  if (from === null) return false;
  return from.origin === new URL(publicUrl).origin || (host !== undefined && from.host === host.toLowerCase());
}

function readOrigin(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null; // `null` is an origin too, and not ours
}
