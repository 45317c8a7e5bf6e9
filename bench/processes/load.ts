import net from 'node:net';

/**
 * A lean HTTP/1.1 client in a process of its own: as many connections as asked for, each with one request under way, no
 * pipelining. It costs some 30 microseconds a request, so that the server is what is measured.
 */
export interface LoadWork {
  port: number;
  connections: number;
  /** Whole requests as they go over the wire. */
  requests: string[];
  /** Requests a second, however long the answers take; absent: as many as are answered. */
  rate?: number;
}

export interface LoadResult {
  seconds: number;
  /** Responses by status. */
  statuses: Record<string, number>;
  /** Milliseconds from request to response; at a fixed rate from the moment at which the request was due, had it to wait or not. */
  p50: number;
  p99: number;
  max: number;
  /** Bytes of a response, on average, headers included. */
  bytes: number;
}

const LENGTH = /\r\ncontent-length: (\d+)/i;
const CHUNKED = /\r\ntransfer-encoding: chunked/i;
const LAST_CHUNK = '\r\n0\r\n\r\n';

/** A request and the moment its time is counted from. */
interface Turn {
  request: string;
  since: number;
}

class Connection {
  private held = '';
  private since = 0;
  readonly socket: net.Socket;

  constructor(
    port: number,
    private readonly next: () => Turn | undefined,
    private readonly got: (status: string, ms: number, bytes: number) => void,
    private readonly done: (error?: Error) => void,
  ) {
    this.socket = net.connect(port, '127.0.0.1', () => this.send());
    this.socket.setNoDelay(true).setEncoding('latin1');
    this.socket.on('data', (chunk) => this.read(chunk as unknown as string)).on('error', done);
    this.socket.on('close', () => done(new Error('the server closed a connection under way')));
  }

  private send(): void {
    const turn = this.next();
    if (!turn) {
      this.socket.removeAllListeners('close').destroy();
      return this.done();
    }
    const early = turn.since - performance.now();
    if (early > 0) setTimeout(() => this.write(turn), Math.ceil(early));
    else this.write(turn);
  }

  private write({ request, since }: Turn): void {
    this.since = since;
    this.socket.write(request, 'latin1');
  }

  private read(chunk: string): void {
    this.held += chunk;
    const end = endOf(this.held);
    if (end < 0 || this.held.length < end) return;
    this.got(this.held.slice(9, 12), performance.now() - this.since, end);
    this.held = this.held.slice(end);
    this.send();
  }
}

/** Where the response ends, -1 while that cannot be told. */
function endOf(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const headers = text.slice(0, head);
  const length = LENGTH.exec(headers);
  if (length) return head + 4 + Number(length[1]);
  if (!CHUNKED.test(headers)) return head + 4;
  const last = text.indexOf(LAST_CHUNK, head);
  return last < 0 ? -1 : last + LAST_CHUNK.length;
}

async function load({ port, connections, requests, rate }: LoadWork): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  const times = new Float64Array(requests.length);
  let sent = 0;
  let received = 0;
  let bytes = 0;
  const start = performance.now();
  const next = (): Turn | undefined => {
    const at = sent++;
    const request = requests[at];
    if (request === undefined) return undefined;
    return { request, since: rate ? start + (at * 1_000) / rate : performance.now() };
  };
  const got = (status: string, ms: number, size: number) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    times[received++] = ms;
    bytes += size;
  };
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          new Connection(port, next, got, (error) => (error ? reject(error) : resolve()));
        }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  const sorted = times.subarray(0, received).sort();
  const at = (share: number) => sorted[Math.min(received - 1, Math.floor(received * share))] ?? 0;
  return { seconds, statuses, p50: at(0.5), p99: at(0.99), max: at(1), bytes: Math.round(bytes / received) };
}

process.on('message', (work) => {
  void load(work as LoadWork).then(
    (result) => process.send!(result),
    (error: Error) => process.send!({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.send!({ ready: true });
