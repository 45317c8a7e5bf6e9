import { createHash, randomBytes } from 'node:crypto';

/** A secret nobody can guess: 256 random bits in 43 characters that any address can hold. */
export function freshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of such a secret: whoever reads the table cannot use it. Not for passwords, which people choose. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
