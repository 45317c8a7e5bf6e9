import { Injectable } from '@nestjs/common';
import { DkimVerifier, Env } from '@relais/platform';
import type { InboundMessage } from '../message.js';
import { aligned, vouchedBy } from './authentication-results.rules.js';

/** Finds out whether a mail comes from whom it says. */
@Injectable()
export class SenderProof {
  constructor(
    private readonly env: Env,
    private readonly dkim: DkimVerifier,
  ) {}

  /**
   * Whether the operator's mail server (RELAIS_INBOUND_AUTHSERV) or a DKIM signature of the sender vouches for the domain of `address`. A
   * name service that does not answer vouches for nobody.
   */
  async vouches(message: InboundMessage, raw: Buffer, address: string): Promise<boolean> {
    const domain = domainOf(address);
    // One sender only: with two, programs show one and the signature may mean the other.
    if ((message.headers.get('from') ?? []).length !== 1 || domainOf(message.from?.address ?? '') !== domain)
      return false;
    const { RELAIS_INBOUND_AUTHSERV: server } = this.env;
    const vouched = server ? vouchedBy(message.headers.get('authentication-results') ?? [], server) : [];
    if (vouched.some((found) => aligned(found.domain, domain))) return true;
    return (await this.dkim.signersOf(raw)).some((signer) => aligned(signer, domain));
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
