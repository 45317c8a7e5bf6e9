import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import { decode, encode, type Answer, type RecordType } from 'dns-packet';

/** What a zone holds under a name: `{ TXT: ['v=spf1 -all'], MX: [[10, 'mx.example.com']] }`. `trouble` answers every question with SERVFAIL. */
export type ZoneEntry = { [type in 'A' | 'AAAA' | 'TXT' | 'PTR']?: string[] } & {
  MX?: [number, string][];
  trouble?: true;
};

const SERVFAIL = 2;
const NXDOMAIN = 3;
const PIECE = 255;

/** A name server of the tests, over UDP on this machine: knows its zone and nothing else. */
export class NameServer {
  /** Questions it was asked, such as `TXT example.com`. */
  readonly asked: string[] = [];

  private constructor(
    private readonly socket: Socket,
    public zone: Record<string, ZoneEntry>,
  ) {
    socket.on('message', (question, from) => socket.send(this.answer(question), from.port, from.address));
  }

  static async start(zone: Record<string, ZoneEntry> = {}): Promise<NameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return new NameServer(socket, zone);
  }

  get address(): string {
    return `127.0.0.1:${(this.socket.address() as AddressInfo).port}`;
  }

  /** A resolver that asks this server and no other. */
  resolver(): Resolver {
    const resolver = new Resolver({ timeout: 500, tries: 1 });
    resolver.setServers([this.address]);
    return resolver;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private answer(message: Buffer): Buffer {
    const { id, questions = [] } = decode(message);
    const { name = '', type = 'A' } = questions[0] ?? {};
    this.asked.push(`${type} ${name}`);
    const entry = this.zone[name.toLowerCase()];
    const code = entry?.trouble ? SERVFAIL : entry ? 0 : NXDOMAIN;
    const answers = entry && !entry.trouble ? recordsOf(entry, type, name) : [];
    // Bits 0 to 3 of the flags are the answer's code; the library gives them no name.
    return encode({ type: 'response', id, flags: code, questions, answers });
  }
}

function recordsOf(entry: ZoneEntry, type: RecordType, name: string): Answer[] {
  const base = { name, ttl: 60, class: 'IN' } as const;
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'PTR':
      return (entry[type] ?? []).map((data) => ({ ...base, type, data }));
    case 'TXT': // a text is sent in pieces of at most 255 bytes, as long keys are
      return (entry.TXT ?? []).map((text) => ({
        ...base,
        type,
        data: text.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [''],
      }));
    case 'MX':
      return (entry.MX ?? []).map(([preference, exchange]) => ({ ...base, type, data: { preference, exchange } }));
    default:
      return [];
  }
}
