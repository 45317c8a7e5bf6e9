import { fdatasync, openSync, write } from 'node:fs';
import { promisify } from 'node:util';
import type { Copy } from './habits.js';

const writeTo = promisify(write);
const sync = promisify(fdatasync);

/** Append-only record of accepted copies. A copy is on disk before its 250 leaves; those that come together share the flush. */
export class Journal {
  private readonly file: number;
  private waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = [];
  private flushing = false;

  constructor(file: string) {
    this.file = openSync(file, 'a');
  }

  keep(copy: Copy): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ line: `${JSON.stringify(copy)}\n`, done, failed });
      if (!this.flushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      try {
        await writeTo(this.file, group.map(({ line }) => line).join(''));
        await sync(this.file);
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    this.flushing = false;
  }
}
