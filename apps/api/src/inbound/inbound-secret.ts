import { createHash, timingSafeEqual } from 'node:crypto';
import { UnauthorizedException } from '@nestjs/common';
import { NotFound, type Env } from '@relais/platform';

export const SECRET_HEADER = 'x-relais-secret';
export const INBOUND_PATH = '/api/v1/inbound';

type Secret = Pick<Env, 'RELAIS_INBOUND_SECRET'>;

/**
 * Lets a request with the shared secret through. Compared by digests in constant time: neither content nor length shows in the time it takes.
 * @throws NotFound `inbound.off` where no secret is set; UnauthorizedException for any other secret, or none.
 */
export function demandSecret({ RELAIS_INBOUND_SECRET: secret }: Secret, given: unknown): void {
  if (secret === undefined) throw new NotFound('inbound.off', 'Mail is not taken in here.');
  if (typeof given !== 'string' || !timingSafeEqual(digestOf(given), digestOf(secret)))
    throw new UnauthorizedException();
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
