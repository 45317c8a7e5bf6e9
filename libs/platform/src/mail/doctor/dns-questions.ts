import type { Resolver } from 'node:dns/promises';

/** The name service did not answer: nobody knows whether there is such a record. */
export class DnsTrouble extends Error {}

/** What is asked of a name server; node's own Resolver, or one pointed at a certain server. */
export type DnsResolver = Pick<Resolver, 'resolve' | 'resolve4' | 'resolve6' | 'resolveMx' | 'resolveTxt' | 'reverse'>;

/** No such name, no such record: an answer, not trouble. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks a name server, each question once. Where there is nothing the answer is empty. @throws DnsTrouble when nobody answers */
export class DnsQuestions {
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(private readonly dns: DnsResolver) {}

  /** TXT records, each in one piece. */
  async txt(name: string): Promise<string[]> {
    const records = await this.once(`TXT ${name}`, () => this.dns.resolveTxt(name));
    return records.map((pieces) => pieces.join(''));
  }

  /** Mail exchangers, the preferred one first. */
  async mx(name: string): Promise<{ priority: number; exchange: string }[]> {
    const records = await this.once(`MX ${name}`, () => this.dns.resolveMx(name));
    return [...records].sort((a, b) => a.priority - b.priority);
  }

  /** IPv4 and IPv6 addresses. */
  async addresses(name: string): Promise<string[]> {
    const [v4, v6] = await Promise.all([
      this.once(`A ${name}`, () => this.dns.resolve4(name)),
      this.once(`AAAA ${name}`, () => this.dns.resolve6(name)),
    ]);
    return [...v4, ...v6];
  }

  /** Names of an address. */
  names(address: string): Promise<string[]> {
    return this.once(`PTR ${address}`, () => this.dns.reverse(address));
  }

  /** The question as mailauth asks it; it tells by the code of an error that there is nothing. */
  readonly resolve = (name: string, type: string): Promise<string[] | string[][]> =>
    this.dns.resolve(name, type) as Promise<string[] | string[][]>;

  private once<T>(question: string, ask: () => Promise<T[]>): Promise<T[]> {
    let answer = this.asked.get(question) as Promise<T[]> | undefined;
    if (!answer) {
      answer = ask().catch((error: NodeJS.ErrnoException) => {
        if (NOTHING.has(error.code ?? '')) return [];
        throw new DnsTrouble(`the name service gave no answer to ${question} (${error.code ?? error.message})`);
      });
      this.asked.set(question, answer);
    }
    return answer;
  }
}
