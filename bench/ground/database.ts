import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import copy from 'pg-copy-streams';

/** Runs one statement on a connection of its own. */
export async function rows<Row = Record<string, unknown>>(
  url: string,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

/** What is written is flushed before a measure begins, so that no measure pays for the one before it. */
export async function settle(url: string): Promise<void> {
  await rows(url, 'CHECKPOINT');
}

/** The rows of a query as COPY gives them, to be written back by {@link copyIn}. */
export async function copyOut(url: string, query: string): Promise<Buffer[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copy.to(`COPY (${query}) TO STDOUT`))) chunks.push(chunk as Buffer);
    return joined(chunks);
  } finally {
    await client.end();
  }
}

/** Writes rows with COPY: the fastest way into PostgreSQL. @param target table and columns. @returns seconds, to the commit. */
export async function copyIn(client: pg.Client, target: string, chunks: Buffer[]): Promise<number> {
  const start = performance.now();
  const stream = client.query(copy.from(`COPY ${target} FROM STDIN`)) as unknown as Writable;
  await pipeline(Readable.from(chunks), stream);
  return (performance.now() - start) / 1000;
}

/** COPY gives a chunk a row; the network is used in larger pieces. */
function joined(chunks: Buffer[]): Buffer[] {
  const whole = Buffer.concat(chunks);
  const pieces: Buffer[] = [];
  for (let at = 0; at < whole.length; at += 65_536) pieces.push(whole.subarray(at, at + 65_536));
  return pieces;
}
