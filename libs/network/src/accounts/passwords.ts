import { Injectable } from '@nestjs/common';

/** Loaded by the processes that people sign in to. */
const argon2 = () => import('@node-rs/argon2');

/** Of a password nobody has: checking against it takes as long as checking against a real one. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$l4rpcDxSaU2MWivTPt9wPg$4m+2/dFfYmder5W4B+zH0s4/JotrcsJm0xbKeVM/HCA';

/** Hashes and checks passwords: argon2id with 19 MiB and two passes (OWASP's first choice), off the main thread. */
@Injectable()
export class Passwords {
  async hash(password: string): Promise<string> {
    const { hash } = await argon2();
    return hash(password.normalize('NFKC'));
  }

  /** @param kept null where there is none: takes the same time and says no. */
  async check(password: string, kept: string | null): Promise<boolean> {
    const { verify } = await argon2();
    const right = await verify(kept ?? NOBODYS, password.normalize('NFKC'));
    return right && kept !== null;
  }
}
