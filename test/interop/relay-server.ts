import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { freePort } from '../support/process.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { LOGIN, RELAYS, type RelayName } from './relay-configs.js';
import { RelayRoot } from './relay-root.js';

/** Whether a server can have process numbers of its own: then nothing of it outlives it, not even what it has put aside. */
const namespaced = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

/** A mail server of Debian, as it is, on this machine: takes mail at `port` and passes it on to `sink`. */
export class RelayServer {
  private output = '';

  private constructor(
    readonly name: RelayName,
    readonly port: number,
    readonly sink: SmtpSink,
    private readonly root: RelayRoot,
    private readonly child: ChildProcess,
    private readonly passwords: Server,
  ) {
    child.stdout!.on('data', (chunk: Buffer) => (this.output += chunk));
    child.stderr!.on('data', (chunk: Buffer) => (this.output += chunk));
  }

  static async start(name: RelayName): Promise<RelayServer> {
    const sink = await SmtpSink.start({ extensions: ['PIPELINING', 'SIZE 10000000', '8BITMIME', 'SMTPUTF8'] });
    const passwords = await passwordServer();
    const root = new RelayRoot(name);
    const port = await freePort();
    const { configure, command } = RELAYS[name];
    configure(root, { own: port, onward: sink.port, passwords: (passwords.address() as AddressInfo).port });
    const inside = ['chroot', root.dir, ...command];
    const [program, ...args] = namespaced ? ['unshare', '--pid', '--fork', '--kill-child', ...inside] : inside;
    // A group of its own, so that the whole family can be ended.
    const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const server = new RelayServer(name, port, sink, root, child, passwords);
    await server.ready();
    return server;
  }

  /** What the server said and wrote, for a test that fails. */
  log(): string {
    return [this.output, ...RELAYS[this.name].logs.map((file) => this.root.read(file))].join('\n');
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      try {
        process.kill(-this.child.pid!, signal);
      } catch {
        break; // nobody is left of the group
      }
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 500))]);
    }
    await this.sink.stop();
    await new Promise((resolve) => this.passwords.close(resolve));
    this.root.remove();
  }

  private async ready(): Promise<void> {
    for (const until = Date.now() + 20_000; Date.now() < until && this.child.exitCode === null;) {
      if (await greets(this.port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const log = this.log();
    await this.stop();
    throw new Error(`${this.name} did not start:\n${log}`);
  }
}

const greets = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (good: boolean) => {
      socket.end('QUIT\r\n');
      resolve(good);
    };
    socket.once('data', (text) => end(text.toString().startsWith('220'))).once('error', () => end(false));
    socket.setTimeout(5_000, () => end(false));
  });

/** Checks passwords for postfix, as Dovecot does it for those who use both (its authentication protocol 1.1). */
async function passwordServer(): Promise<Server> {
  const server = createServer((socket: Socket) => {
    let input = '';
    socket.on('error', () => undefined);
    socket.write(
      'VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00000000000000000000000000000000\nDONE\n',
    );
    socket.on('data', (chunk: Buffer) => {
      const lines = (input + chunk.toString()).split('\n');
      input = lines.pop()!;
      for (const [verb, id, ...fields] of lines.map((line) => line.split('\t'))) {
        if (verb !== 'AUTH') continue;
        const given = fields.find((field) => field.startsWith('resp='))?.slice('resp='.length) ?? '';
        const [, user, pass] = Buffer.from(given, 'base64').toString().split('\0');
        socket.write(
          user === LOGIN.user && pass === LOGIN.pass ? `OK\t${id}\tuser=${user}\n` : `FAIL\t${id}\tuser=${user}\n`,
        );
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
