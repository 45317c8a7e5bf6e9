import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Chance } from '../ground/chance.js';
import { Dialogue, type Host } from './dialogue.js';
import type { Habits, News, Order } from './habits.js';
import { Journal } from './journal.js';

/**
 * The relay of a row, in a process of its own: whatever is killed, its journal knows what was accepted.
 * Arguments: the journal's file, a seed. Ends with the harness.
 */
const [file, seed] = process.argv.slice(2) as [string, string];
const journal = new Journal(file);
const sockets = new Set<Socket>();
let habits: Habits = {};
let port = 0;
let server: Server | null = null;

const tell = (news: News) => process.send?.(news);
const host: Host = {
  chance: new Chance(Number(seed)),
  habits: () => habits,
  keep: async (copy) => {
    await journal.keep(copy);
    tell({ copy: copy.delivery });
  },
  tell: (at, to) => tell({ trouble: { at, to } }),
};

async function open(): Promise<void> {
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Dialogue(socket, host);
  });
  await new Promise<void>((resolve, reject) => {
    listening.once('error', reject);
    listening.listen(port, '127.0.0.1', resolve);
  });
  server = listening;
  port = (listening.address() as AddressInfo).port;
}

/** Connections are refused from now on, and those that are open are cut. */
async function close(): Promise<void> {
  const closing = server;
  server = null;
  for (const socket of sockets) socket.destroy();
  if (closing) await new Promise((resolve) => closing.close(resolve));
}

async function obey(order: Order): Promise<void> {
  if ('habits' in order) {
    habits = order.habits;
    tell({ habits: 'taken' });
    return;
  }
  await (order.doors === 'open' ? open() : close());
  tell({ doors: order.doors });
}

process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => process.exit(0));
await open();
tell({ listening: port });
