import type { Socket } from 'node:net';
import { ReplyReader, replyLine, type SmtpReply } from './smtp-reply.js';
import type { SmtpTimeouts } from './smtp-url.js';

/** What a server answered to a group of commands. With `trouble` the connection is gone and the later replies never came. */
export interface Answers {
  replies: SmtpReply[];
  trouble?: string;
}

interface Expectation extends Answers {
  count: number;
  timeoutMs: number;
  resolve: (answers: Answers) => void;
}

/**
 * One SMTP dialogue over one socket: commands out, replies in. Replies come in the order of the commands, so several commands may be
 * under way where the server allows it. It never throws or rejects: once something goes wrong the connection is gone, `trouble` says
 * why, and everything that was asked ends with it.
 */
export class SmtpConnection {
  /** Keywords of EHLO in upper case, with their parameters. */
  readonly extensions = new Map<string, string>();
  /** Why the connection is gone; unset while it lives. */
  trouble?: string;
  /** A reply nobody had asked for, which ended the connection. */
  unasked?: SmtpReply;
  private socket?: Socket;
  private reader = new ReplyReader();
  private readonly expected: Expectation[] = [];
  private timer?: NodeJS.Timeout;
  private taken?: () => void;
  private closed?: () => void;
  private readonly onData = (chunk: Buffer) => this.receive(chunk);
  private readonly onError = (error: Error) => this.destroy(error.message);
  private readonly onEnd = () => this.destroy('the relay closed the connection');

  constructor(readonly timeouts: SmtpTimeouts) {}

  get alive(): boolean {
    return this.trouble === undefined;
  }

  get pipelining(): boolean {
    return this.extensions.has('PIPELINING');
  }

  /** Calls back once, when the connection is gone. */
  onClosed(callback: () => void): void {
    if (this.alive) this.closed = callback;
    else callback();
  }

  /** Talks over this socket from now on; resolves when it is `ready`, or the connection is gone, or `timeoutMs` have passed. */
  async attach(socket: Socket, ready: 'connect' | 'secureConnect', timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => this.destroy(`no connection within ${timeoutMs / 1000} s`), timeoutMs);
    this.socket = socket;
    this.reader = new ReplyReader();
    socket.setNoDelay(true);
    socket.on('data', this.onData).on('error', this.onError).on('end', this.onEnd).on('close', this.onEnd);
    await new Promise<void>((resolve) => socket.once(ready, resolve).once('close', resolve));
    clearTimeout(timer);
    if (!this.alive) socket.destroy();
  }

  /**
   * Hands the socket back, to be wrapped in TLS. Destroys the connection when more has come than was asked for: what was sent
   * in the clear must not be taken for an answer inside TLS.
   */
  detach(): Socket {
    if (this.reader.partial) this.destroy('the relay sent more than its reply before encryption');
    const socket = this.socket!;
    socket.off('data', this.onData).off('error', this.onError).off('end', this.onEnd).off('close', this.onEnd);
    return socket.on('error', () => {}); // the TLS socket around it reports the same error
  }

  /** Sends commands (each with its CRLF) and collects as many replies. */
  ask(commands: string, count: number, timeoutMs = this.timeouts.command): Promise<Answers> {
    return new Promise((resolve) => {
      if (this.trouble !== undefined) return resolve({ replies: [], trouble: this.trouble });
      this.expected.push({ count, replies: [], timeoutMs, resolve });
      if (this.expected.length === 1) this.arm();
      if (commands !== '') this.socket!.write(commands, 'latin1');
    });
  }

  /** Sends message content; resolves once the network has taken all of it or the connection is gone. */
  async transmit(content: Buffer): Promise<void> {
    if (!this.alive) return;
    let done: () => void = () => {};
    this.socket!.write(content, () => done());
    if (this.socket!.writableLength === 0) return;
    const timer = setTimeout(() => this.destroy('the relay did not take the content in time'), this.timeouts.content);
    await new Promise<void>((resolve) => (this.taken = done = resolve));
    clearTimeout(timer);
    this.taken = undefined;
  }

  /** Everything asked within `action` goes to the network in one piece. */
  together(action: () => void): void {
    this.socket?.cork();
    action();
    this.socket?.uncork();
  }

  /** Says goodbye and closes. */
  quit(): void {
    void this.ask('QUIT\r\n', 1, 2000).then(() => this.destroy('closed by us'));
  }

  /** Cuts the connection. What was asked and not answered ends with this reason. */
  destroy(reason: string): void {
    if (!this.alive) return;
    this.trouble = reason;
    clearTimeout(this.timer);
    this.socket?.destroy();
    this.taken?.();
    for (const { replies, resolve } of this.expected.splice(0)) resolve({ replies, trouble: reason });
    this.closed?.();
  }

  private receive(chunk: Buffer): void {
    if (!this.alive) return;
    let replies: SmtpReply[];
    try {
      replies = this.reader.read(chunk);
    } catch (error) {
      return this.destroy((error as Error).message);
    }
    for (const reply of replies) {
      const head = this.expected[0];
      if (!head) {
        this.unasked = reply;
        return this.destroy(`the relay said, unasked: ${replyLine(reply)}`);
      }
      head.replies.push(reply);
      if (head.replies.length === head.count) {
        this.expected.shift();
        head.resolve({ replies: head.replies });
      }
      this.arm();
    }
  }

  /** The time for a reply starts when it is the next one due. */
  private arm(): void {
    clearTimeout(this.timer);
    const head = this.expected[0];
    if (!head) return;
    this.timer = setTimeout(() => this.destroy(`no reply within ${head.timeoutMs / 1000} s`), head.timeoutMs);
  }
}
