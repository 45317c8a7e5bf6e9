import type { RateLimit } from '@relais/platform';

const MINUTE = 60;

/** From one address: a company behind one gateway still gets in. Right passwords do not count. */
export const PER_ADDRESS: RateLimit = { name: 'sign-in-address', tries: 60, seconds: 15 * MINUTE };
/** One account from one address. */
export const PER_ACCOUNT_AND_ADDRESS: RateLimit = { name: 'sign-in', tries: 8, seconds: 15 * MINUTE };
/** One account from anywhere: short, so that an attacker does not keep its owner out; known browsers are counted apart. */
export const PER_ACCOUNT: RateLimit = { name: 'sign-in-account', tries: 30, seconds: 5 * MINUTE };
export const PER_KNOWN_BROWSER: RateLimit = { name: 'sign-in-browser', tries: 10, seconds: 15 * MINUTE };
/** Codes of a second factor, of an account whose password was right: 5 of a million within 15 minutes. */
export const PER_SECOND_FACTOR: RateLimit = { name: 'second-factor', tries: 5, seconds: 15 * MINUTE };
export const LINKS_PER_EMAIL: RateLimit = { name: 'link', tries: 4, seconds: 10 * MINUTE };
export const LINKS_PER_ADDRESS: RateLimit = { name: 'link-address', tries: 60, seconds: 10 * MINUTE };
export const TOKENS_PER_ADDRESS: RateLimit = { name: 'token-address', tries: 300, seconds: 10 * MINUTE };
