import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Child, freePort, until } from './child.js';
import type { Ground } from './ground.js';

/** A relay that takes every mail and counts them. */
export interface Sink {
  /** What it is, for the table. */
  name: string;
  port: number;
  /** Mails taken so far. */
  count(): number;
  /** Instant (performance.now()) at which a mail came after `count` was `before`. */
  firstAfter(before: number): Promise<number>;
  stop(): Promise<void>;
}

/** Folders in which postfix keeps its programs, beside PATH. */
const FOLDERS = ['/usr/sbin', '/usr/lib/postfix/sbin', '/usr/libexec/postfix', '/opt/homebrew/sbin', '/usr/local/sbin'];

/**
 * The sink of postfix when it is installed, or named by RELAIS_BENCH_SMTP_SINK (its libraries by LD_LIBRARY_PATH); otherwise a
 * small one in a Node process of its own, which is slower and then limits what is measured.
 * @param port where it listens, as a relay that was away and is back.
 */
export async function openSink(ground: Ground, port?: number): Promise<Sink> {
  const program = findProgram();
  const at = port ?? (await freePort());
  return program ? openPostfixSink(ground, program, at) : openNodeSink(ground, at);
}

function findProgram(): string | undefined {
  const named = process.env.RELAIS_BENCH_SMTP_SINK;
  if (named) return named;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...FOLDERS];
  return folders.map((folder) => path.join(folder, 'smtp-sink')).find(existsSync);
}

class Counted {
  private mails = 0;
  private watchers: (() => void)[] = [];

  set(mails: number): void {
    if (mails === this.mails) return;
    this.mails = mails;
    for (const watcher of this.watchers.splice(0)) watcher();
  }

  count = (): number => this.mails;

  firstAfter = (before: number): Promise<number> =>
    new Promise((resolve) => {
      const look = () => {
        if (this.mails > before) resolve(performance.now());
        else this.watchers.push(look);
      };
      look();
    });
}

async function openPostfixSink(ground: Ground, program: string, port: number): Promise<Sink> {
  const root = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const child = Child.program(ground, program, ['-c', ...root, `127.0.0.1:${port}`, '200']);
  const counted = new Counted();
  let text = '';
  child.output.on('data', (chunk: Buffer) => {
    // Running counters, such as "sess=10 quit=0 mesg=1234", each over the one before.
    text = (text + chunk.toString('latin1')).slice(-120);
    const last = [...text.matchAll(/mesg=(\d+)(?=\D)/g)].at(-1);
    if (last) counted.set(Number(last[1]));
  });
  await listening(port);
  return { name: 'postfix smtp-sink', port, count: counted.count, firstAfter: counted.firstAfter, stop: child.stop };
}

async function openNodeSink(ground: Ground, port: number): Promise<Sink> {
  const child = Child.built(ground, 'bench/processes/node-sink.js', { PORT: String(port) });
  await child.message();
  const counted = new Counted();
  child.onMessage((message) => counted.set((message as { mails: number }).mails));
  return { name: 'Node sink', port, count: counted.count, firstAfter: counted.firstAfter, stop: child.stop };
}

async function listening(port: number): Promise<void> {
  const reached = () =>
    new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('data', () => resolve(true)).once('error', () => resolve(false));
      socket.once('data', () => socket.end('QUIT\r\n'));
    });
  await until('smtp-sink listens', reached, 10_000);
}
