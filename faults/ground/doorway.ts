import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A fixed address in front of a server that comes back on another port after it was killed. */
export class Doorway {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private target: number,
  ) {}

  static async open(target: number): Promise<Doorway> {
    const server = createServer((client) => doorway.join(client));
    const doorway: Doorway = new Doorway(server, target);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return doorway;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where new connections lead from now on. */
  leadTo(port: number): void {
    this.target = port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: this.target });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => {});
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
