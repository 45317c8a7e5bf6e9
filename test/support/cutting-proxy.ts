import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where a connection is cut: after so many bytes towards the server or back; the byte that is too many is not passed on. */
export interface Cut {
  afterBytesIn?: number;
  afterBytesOut?: number;
}

/** A TCP proxy that cuts each connection where it is told to. */
export class CuttingProxy {
  cuts = 0;

  private constructor(private readonly server: Server) {}

  static async start(port: number, cutOf: () => Cut): Promise<CuttingProxy> {
    const server = createServer((client) => proxy.join(client, connect({ host: '127.0.0.1', port }), cutOf()));
    const proxy: CuttingProxy = new CuttingProxy(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket, server: Socket, { afterBytesIn = Infinity, afterBytesOut = Infinity }: Cut): void {
    let cut = false;
    const end = () => {
      client.destroy();
      server.end(() => server.destroy()); // what was passed on before reaches the server, as it would on a network
    };
    const pass = (from: Socket, to: Socket, limit: number) => {
      let left = limit;
      from.on('data', (chunk: Buffer) => {
        if (cut) return;
        if (chunk.length <= left) {
          left -= chunk.length;
          to.write(chunk);
          return;
        }
        cut = true;
        this.cuts++;
        if (left > 0) to.write(chunk.subarray(0, left), end);
        else end();
      });
      from.on('error', end).on('close', end);
    };
    pass(client, server, afterBytesIn);
    pass(server, client, afterBytesOut);
  }
}
