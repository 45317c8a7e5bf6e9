import { createSocket, type Socket } from 'node:dgram';

const TXT = 16;

/** A name server on this machine that knows some TXT records and denies all others. */
export class DnsServer {
  private constructor(
    private readonly socket: Socket,
    private readonly records: Map<string, string>,
  ) {}

  static async start(records: Record<string, string>): Promise<DnsServer> {
    const socket = createSocket('udp4');
    const server = new DnsServer(socket, new Map(Object.entries(records)));
    socket.on('message', (query, { port, address }) => socket.send(server.answer(query), port, address));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return server;
  }

  /** As a resolver takes it. */
  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private answer(query: Buffer): Buffer {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at]!; length > 0; length = query[at]!) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += length + 1;
    }
    const question = query.subarray(12, at + 5);
    const text = query.readUInt16BE(at + 1) === TXT ? this.records.get(labels.join('.').toLowerCase()) : undefined;
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(text === undefined ? 0x8183 : 0x8180, 2); // no such name, or here it is
    head.writeUInt16BE(1, 4);
    if (text === undefined) return Buffer.concat([head, question]);
    head.writeUInt16BE(1, 6);
    const pieces = (text.match(/.{1,255}/g) ?? ['']).map((piece) =>
      Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece, 'latin1')]),
    );
    const data = Buffer.concat(pieces);
    const record = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255]);
    return Buffer.concat([head, question, record, data]);
  }
}
