import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type { Copy, Habits, News, Order, Stage } from '../sink/habits.js';
import { end, type Children } from './children.js';
import { until } from './pause.js';

/** The harness's end of the scripted relay. */
export class Sink {
  /** Copies accepted so far, as the relay reports them; the journal is what counts. */
  accepted = 0;
  /** Told at each trouble that asks for it. */
  onTrouble: (at: Stage, to: string) => void = () => {};
  private port = 0;
  private readonly watchers = new Set<() => void>();
  private answered: (() => void)[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly file: string,
  ) {
    child.on('message', (news: News) => this.hear(news));
  }

  static async start(children: Children, dir: string, seed: number): Promise<Sink> {
    const file = path.join(dir, 'copies.jsonl');
    writeFileSync(file, '');
    const program = path.resolve(import.meta.dirname, '../sink/main.js');
    const child = children.fork(program, [file, String(seed)], {
      execArgv: [],
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    const sink = new Sink(child, file);
    if (!(await until(() => sink.port > 0, { withinMs: 15_000, everyMs: 10 })))
      throw new Error('the scripted relay did not start');
    return sink;
  }

  /** Where to send to. @param options of SMTP_URL. */
  url(options = 'pool=10'): string {
    return `smtp://127.0.0.1:${this.port}?${options}`;
  }

  /** How it behaves from now on; resolves once it does. */
  behave(habits: Habits): Promise<void> {
    return this.order({ habits });
  }

  /** Refuses connections and cuts those that are open, or takes them again, at the same address. */
  doors(doors: 'open' | 'closed'): Promise<void> {
    return this.order({ doors });
  }

  /** Resolves once `count` copies in all were accepted. @returns false when they were not within `withinMs`. */
  reaches(count: number, withinMs: number): Promise<boolean> {
    if (this.accepted >= count) return Promise.resolve(true);
    return new Promise((resolve) => {
      const look = () => {
        if (this.accepted < count) return;
        done(true);
      };
      const timer = setTimeout(() => done(false), withinMs);
      const done = (reached: boolean) => {
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve(reached);
      };
      this.watchers.add(look);
    });
  }

  /** Every copy that was accepted, in the order of the journal. */
  copies(): Copy[] {
    const lines = readFileSync(this.file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Copy);
  }

  async stop(): Promise<void> {
    await end(this.child);
  }

  private order(order: Order): Promise<void> {
    return new Promise((resolve) => {
      this.answered.push(resolve);
      this.child.send(order);
    });
  }

  private hear(news: News): void {
    if ('listening' in news) this.port = news.listening;
    else if ('copy' in news) {
      this.accepted++;
      for (const look of [...this.watchers]) look();
    } else if ('trouble' in news) this.onTrouble(news.trouble.at, news.trouble.to);
    else this.answered.shift()?.();
  }
}
