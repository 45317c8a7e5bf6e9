import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { SinkDialogue, sinkSecrets, type SinkMemory, type SinkOptions, type SunkMail } from './sink-dialogue.js';

export type { SinkAction, SinkOptions, SinkStage, SunkMail } from './sink-dialogue.js';

/** The certificate of the sink, for a client that is to trust it. */
export const sinkCertificate = (): string => sinkSecrets().cert;

/** An SMTP server of the tests that follows a script, remembers all it was told and is strict about the protocol. */
export class SmtpSink implements SinkMemory {
  readonly accepted: SunkMail[] = [];
  readonly commands: string[] = [];
  readonly violations: string[] = [];
  connections = 0;
  open = 0;
  mostOpen = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly options: SinkOptions,
  ) {}

  static async start(options: SinkOptions = {}): Promise<SmtpSink> {
    const receive = (socket: Socket) => sink.receive(socket);
    const server = options.tls === 'implicit' ? createTlsServer(sinkSecrets(), receive) : createServer(receive);
    const sink: SmtpSink = new SmtpSink(server, options);
    await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Copies taken over whose source has this text. */
  copiesOf(text: string): number {
    return this.accepted.filter(({ raw }) => raw.includes(text)).length;
  }

  /** Cuts every connection that is open. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(socket: Socket): void {
    this.connections++;
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    this.sockets.add(socket);
    socket.on('close', () => {
      this.open--;
      this.sockets.delete(socket);
    });
    void new SinkDialogue(this, this.options, this.connections, socket).begin();
  }
}
