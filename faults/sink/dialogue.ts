import type { Socket } from 'node:net';
import { Chance } from '../ground/chance.js';
import { pause } from '../ground/pause.js';
import type { Act, Copy, Habits, Stage } from './habits.js';

/** What a dialogue needs of the sink around it. */
export interface Host {
  chance: Chance;
  habits: () => Habits;
  keep: (copy: Copy) => Promise<void>;
  tell: (at: Stage, to: string) => void;
}

const REPLIES: Partial<Record<Stage, string>> = {
  greeting: '220 sink ESMTP',
  ehlo: '250-sink\r\n250-PIPELINING\r\n250 SIZE 10000000',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go ahead',
  kept: '250 2.0.0 Ok',
};

/** One SMTP connection of the sink: takes what comes, in order, and goes wrong where its habits say so. */
export class Dialogue {
  private input = '';
  private mode: 'command' | 'content' | 'deaf' = 'command';
  private busy = true;
  private begun = false;
  private to = '';
  /** Whether the habits were asked about the content that is coming. */
  private looked = false;

  constructor(
    private readonly socket: Socket,
    private readonly host: Host,
  ) {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.input += chunk.toString('latin1');
      void this.work();
    });
    void this.greet();
  }

  private async greet(): Promise<void> {
    await this.pass('greeting');
    this.busy = false;
    await this.work();
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
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
      case 'HELO':
        await this.pass('ehlo');
        return true;
      case 'MAIL':
        this.to = '';
        this.begun = await this.pass('mail');
        return true;
      case 'RCPT':
        if (!this.begun) return this.say('503 5.5.1 No sender');
        this.to = /<(.*)>/.exec(line)?.[1] ?? '';
        if (!(await this.pass('rcpt'))) this.to = '';
        return true;
      case 'DATA':
        if (this.to === '') return this.say('503 5.5.1 No recipient');
        this.looked = false;
        if (await this.pass('data')) this.mode = 'content';
        return true;
      case 'RSET':
        this.to = '';
        return this.say('250 2.0.0 Ok');
      case 'QUIT':
        this.mode = 'deaf';
        this.socket.end('221 2.0.0 Bye\r\n');
        return false;
      default:
        return this.say('500 5.5.2 What?');
    }
  }

  private async content(): Promise<boolean> {
    if (this.input !== '' && !this.looked) {
      this.looked = true;
      if (!(await this.pass('content'))) return false;
    }
    const lone = this.input.startsWith('.\r\n');
    const end = lone ? 0 : this.input.indexOf('\r\n.\r\n');
    if (end < 0) return false;
    const sent = this.input.slice(0, end);
    this.input = this.input.slice(lone ? 3 : end + 5);
    this.mode = 'command';
    if (lone) return this.say('554 5.5.1 Empty message');
    if (!(await this.pass('dot'))) return true;
    await this.host.keep({
      at: Date.now(),
      delivery: header(sent, 'X-Relais-Delivery'),
      messageId: header(sent, 'Message-ID'),
      to: this.to,
    });
    await this.pass('kept');
    return true;
  }

  /** Waits, then goes wrong (false) or goes on (true), as the habits say. */
  private async pass(stage: Stage): Promise<boolean> {
    const { delay, slow, troubles } = this.host.habits();
    const [from, to] = delay?.[stage] ?? [0, 0];
    if (slow?.at === stage && this.to.includes(slow.to)) await pause(slow.ms);
    else if (to > 0) await pause(this.host.chance.between(from, to));
    const trouble = troubles?.find(
      ({ at, share = 1, to: who = '' }) => at === stage && this.to.includes(who) && this.host.chance.next() < share,
    );
    if (trouble?.tell) this.host.tell(stage, this.to);
    if (trouble) return this.goWrong(trouble.act);
    const reply = REPLIES[stage];
    return reply === undefined || this.say(reply);
  }

  private goWrong(act: Act): false {
    if (typeof act === 'object') this.say(act.reply);
    else this.mode = 'deaf';
    if (act === 'drop') this.socket.destroy();
    return false;
  }

  private say(text: string): boolean {
    if (!this.socket.destroyed) this.socket.write(`${text}\r\n`);
    return true;
  }
}

/** The value of a header of a message, '' when it has none. */
function header(message: string, name: string): string {
  const head = message.slice(0, message.indexOf('\r\n\r\n'));
  return new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
}
