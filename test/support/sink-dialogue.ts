import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { TLSSocket } from 'node:tls';

/** Moments at which the sink looks into its script. `content`: the first bytes of a message have come; `dot`: all of it has. */
export type SinkStage =
  | 'greeting'
  | 'ehlo'
  | 'helo'
  | 'starttls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'content'
  | 'dot'
  | 'rset'
  | 'quit'
  | 'other';

/**
 * What the sink does instead of what a server should: says this (several lines as an array), says nothing, cuts the connection; at
 * `dot`: takes the message over, then says this, nothing or cuts; `afterMs` waits first.
 */
export type SinkAction =
  | { reply: string | readonly string[]; thenDrop?: boolean }
  | 'hang'
  | 'drop'
  | { accept: 'hang' | 'drop' | { reply: string; thenDrop?: boolean } }
  | { afterMs: number; then?: SinkAction };

export interface SinkOptions {
  /** Default: any free one. */
  port?: number;
  /** Keywords offered in EHLO; STARTTLS and AUTH are added by the options below. Default PIPELINING and SIZE. */
  extensions?: readonly string[];
  /** `starttls`: offered, and required before MAIL; `implicit`: from the first byte. */
  tls?: 'starttls' | 'implicit';
  login?: { user: string; pass: string; methods?: string };
  /** The script. `count` is the number of messages begun on this connection, `connection` counts from 1. */
  act?: (stage: SinkStage, at: { text: string; connection: number; count: number }) => SinkAction | undefined;
}

export interface SunkMail {
  from: string;
  to: string;
  raw: Buffer;
}

/** What a sink remembers of all its dialogues. */
export interface SinkMemory {
  /** Messages taken over, as a relay that would now deliver them. */
  readonly accepted: SunkMail[];
  readonly commands: string[];
  /** What a strict server would not forgive: pipelining without leave, content before 354, bare line ends, lines too long. */
  readonly violations: string[];
}

const fixture = (name: string) => readFileSync(path.resolve('test/fixtures/smtp-sink', name), 'utf8');
/** With what a sink shows itself in TLS. */
export const sinkSecrets = (): { cert: string; key: string } => ({
  cert: fixture('certificate.pem'),
  key: fixture('key.pem'),
});

/** One connection to a sink, from the greeting to the end: what a strict server says, or what the script has it say. */
export class SinkDialogue {
  private input = '';
  private mode: 'command' | 'content' | 'deaf' = 'command';
  private busy = false;
  private count = 0;
  private from = '';
  private to?: string;
  private user?: string;
  private loginStep: string[] = [];
  private encrypted: boolean;

  constructor(
    private readonly sink: SinkMemory,
    private readonly options: SinkOptions,
    private readonly connection: number,
    private socket: Socket,
  ) {
    this.encrypted = options.tls === 'implicit';
    this.listen();
  }

  async begin(): Promise<void> {
    this.busy = true;
    await this.perform('greeting', '', () => this.say('220 sink ESMTP'));
    this.busy = false;
    await this.work();
  }

  private listen(): void {
    this.socket.setNoDelay(true);
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk: Buffer) => {
      this.input += chunk.toString('latin1');
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.mode !== 'deaf' && (this.mode === 'content' ? await this.content() : await this.command()));
    this.busy = false;
  }

  private async command(): Promise<boolean> {
    const end = this.input.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.input.slice(0, end);
    this.input = this.input.slice(end + 2);
    if (line.includes('\n')) this.sink.violations.push(`bare LF in ${JSON.stringify(line)}`);
    this.sink.commands.push(line);
    const verb = line.split(' ')[0]!.toUpperCase();
    const extensions = this.options.extensions ?? ['PIPELINING', 'SIZE 10000000'];
    if (
      this.input !== '' &&
      (!extensions.includes('PIPELINING') || ['EHLO', 'DATA', 'STARTTLS', 'QUIT'].includes(verb))
    ) {
      this.sink.violations.push(`${JSON.stringify(this.input.slice(0, 40))} came before the reply to ${line}`);
    }
    if (this.loginStep.length > 0) return this.login(line);
    switch (verb) {
      case 'EHLO': {
        const offers = [
          ...extensions,
          ...(this.options.tls === 'starttls' && !this.encrypted ? ['STARTTLS'] : []),
          ...(this.options.login ? [`AUTH ${this.options.login.methods ?? 'PLAIN LOGIN'}`] : []),
        ];
        return this.perform('ehlo', line, () => this.say(['250 sink', ...offers.map((offer) => `250 ${offer}`)]));
      }
      case 'HELO':
        return this.perform('helo', line, () => this.say('250 sink'));
      case 'STARTTLS':
        return this.perform('starttls', line, () => this.encrypt());
      case 'AUTH':
        return this.perform('auth', line, () => this.beginLogin(line));
      case 'MAIL':
        this.count++;
        if (this.options.tls && !this.encrypted) return this.say('530 5.7.0 Must issue a STARTTLS command first');
        if (this.options.login && !this.user) return this.say('530 5.7.0 Authentication required');
        return this.perform('mail', line, () => {
          this.from = /<(.*)>/.exec(line)![1]!;
          return this.say('250 2.1.0 Ok');
        });
      case 'RCPT':
        return this.perform('rcpt', line, () => {
          this.to = /<(.*)>/.exec(line)![1]!;
          return this.say('250 2.1.5 Ok');
        });
      case 'DATA':
        if (this.to === undefined) return this.perform('data', line, () => this.say('503 5.5.1 No recipient'));
        return this.perform('data', line, () => this.say('354 Go ahead'));
      case 'RSET':
        this.to = undefined;
        return this.perform('rset', line, () => this.say('250 2.0.0 Ok'));
      case 'QUIT':
        return this.perform('quit', line, () => {
          this.socket.end('221 2.0.0 Bye\r\n');
          return false;
        });
      default:
        return this.perform('other', line, () => this.say('500 5.5.2 What?'));
    }
  }

  private async content(): Promise<boolean> {
    const lone = this.input.startsWith('.\r\n');
    const end = lone ? 0 : this.input.indexOf('\r\n.\r\n');
    if (end < 0) return false;
    const sent = lone ? '' : this.input.slice(0, end + 2);
    this.input = this.input.slice(lone ? 3 : end + 5);
    this.mode = 'command';
    if (/(?<!\r)\n|\r(?!\n)/.test(sent)) this.sink.violations.push('bare CR or LF in the content');
    if (sent.split('\r\n').some((line) => line.length > 998))
      this.sink.violations.push('a line of more than 998 characters');
    const to = this.to;
    this.to = undefined;
    if (to === undefined) return this.say('554 5.5.1 No valid recipients');
    const mail = { from: this.from, to, raw: Buffer.from(sent.replace(/^\./gm, ''), 'latin1') };
    return this.perform(
      'dot',
      sent,
      () => this.accept(mail, { reply: `250 2.0.0 Ok: queued as ${this.sink.accepted.length + 1}` }),
      mail,
    );
  }

  private accept(mail: SunkMail, then: 'hang' | 'drop' | { reply: string; thenDrop?: boolean }): boolean {
    this.sink.accepted.push(mail);
    return this.act(then);
  }

  /** Does what the script says at this stage, or the usual. Returns whether to go on. */
  private async perform(
    stage: SinkStage,
    text: string,
    usual: () => boolean | Promise<boolean>,
    mail?: SunkMail,
  ): Promise<boolean> {
    return this.obey(this.options.act?.(stage, { text, connection: this.connection, count: this.count }), usual, mail);
  }

  private async obey(
    ordered: SinkAction | undefined,
    usual: () => boolean | Promise<boolean>,
    mail?: SunkMail,
  ): Promise<boolean> {
    let action = ordered;
    while (typeof action === 'object' && 'afterMs' in action) {
      const { afterMs, then } = action;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      action = then;
    }
    if (action === undefined) return usual();
    if (typeof action === 'object' && 'accept' in action) return this.accept(mail!, action.accept);
    return this.act(action);
  }

  private act(action: 'hang' | 'drop' | { reply: string | readonly string[]; thenDrop?: boolean }): boolean {
    if (action === 'drop') {
      this.mode = 'deaf';
      this.socket.destroy();
      return false;
    }
    if (action === 'hang') {
      this.mode = 'deaf';
      return false;
    }
    this.say(action.reply);
    if (action.thenDrop) {
      this.mode = 'deaf';
      this.socket.end();
    }
    return true;
  }

  private say(reply: string | readonly string[]): boolean {
    const lines = typeof reply === 'string' ? [reply] : reply;
    const text = lines
      .map((line, i) => `${line.slice(0, 3)}${i < lines.length - 1 ? '-' : ' '}${line.slice(4)}\r\n`)
      .join('');
    if (text.startsWith('354')) {
      this.mode = 'content';
      const action = this.options.act?.('content', { text: '', connection: this.connection, count: this.count });
      if (action) this.socket.once('data', () => void this.obey(action, () => true));
    }
    if (!this.socket.destroyed) this.socket.write(text);
    return true;
  }

  private encrypt(): boolean {
    this.socket.removeAllListeners('data');
    this.socket.write('220 2.0.0 Ready\r\n');
    this.encrypted = true;
    this.socket = new TLSSocket(this.socket, {
      isServer: true,
      ...sinkSecrets(),
    });
    this.listen();
    return true;
  }

  private beginLogin(line: string): boolean {
    const [, method, initial] = line.split(' ');
    if (method === 'PLAIN')
      return this.judge(
        ...(Buffer.from(initial ?? '', 'base64')
          .toString()
          .split('\0')
          .slice(1) as [string, string]),
      );
    this.loginStep = ['user'];
    return this.say('334 VXNlcm5hbWU6');
  }

  private login(line: string): boolean {
    const text = Buffer.from(line, 'base64').toString();
    if (this.loginStep.length === 1) {
      this.loginStep.push(text);
      return this.say('334 UGFzc3dvcmQ6');
    }
    const user = this.loginStep[1]!;
    this.loginStep = [];
    return this.judge(user, text);
  }

  private judge(user: string, pass: string): boolean {
    const { login } = this.options;
    if (user !== login?.user || pass !== login.pass) return this.say('535 5.7.8 Wrong user or password');
    this.user = user;
    return this.say('235 2.7.0 Welcome');
  }
}
