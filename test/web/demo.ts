import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { findChromium, LEFT_OUT, openChromium, type Browser } from '../browser/chromium.js';
import { build, freePort, RelaisProcess, until } from '../support/process.js';
import { Visitor } from './visitor.js';

interface Wanted {
  /** How many mails must have left before anybody looks. */
  mails?: number;
  /** Window of every visitor who does not ask for another. */
  viewport?: { width: number; height: number };
}

/** A demo of its own, freshly begun, and a Chromium to look at it. */
export class Demo {
  private dir: string | undefined;
  private app: RelaisProcess | undefined;
  private browser: Browser | undefined;

  constructor(private readonly wanted: Wanted) {}

  /** For files of the journey; gone with the demo. */
  get folder(): string {
    return this.dir!;
  }

  get url(): string {
    return this.app!.url;
  }

  /** Somebody with a browser of their own: other cookies, other settings. */
  visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    return Visitor.open(this.browser!.context.browser()!, this.url, { viewport: this.wanted.viewport, ...options });
  }

  /** The latest mails of the demo. */
  async mails(limit: number): Promise<{ subject: string }[]> {
    return (await (await fetch(`${this.url}/mailbox/messages?limit=${limit}`)).json()) as { subject: string }[];
  }

  async begin(executable: string): Promise<void> {
    build();
    this.dir = mkdtempSync(path.join(os.tmpdir(), 'relais-demo-'));
    this.app = await RelaisProcess.start('standalone', {
      RELAIS_DATA_DIR: path.join(this.dir, 'data'),
      PORT: String(await freePort()),
    });
    const { mails = 0 } = this.wanted;
    if (mails > 0)
      await until(
        () => this.mails(mails),
        (sent) => sent.length >= mails,
      );
    this.browser = await openChromium(executable);
  }

  async end(): Promise<void> {
    await this.browser?.close();
    await this.app?.stop();
    if (this.dir) rmSync(this.dir, { recursive: true, force: true });
  }
}

/**
 * Journeys through a demo that is begun for them; left out, and said so, where there is no Chromium.
 * @param what they are about. @param journeys declares them; the demo answers once they run.
 */
export function inDemo(what: string, wanted: Wanted, journeys: (demo: Demo) => void): void {
  const executable = findChromium();
  if (!executable) process.stderr.write(`${LEFT_OUT}: ${what}\n`);
  (executable ? describe : describe.skip)(what, () => {
    const demo = new Demo(wanted);
    beforeAll(() => demo.begin(executable!), 180_000);
    afterAll(() => demo.end(), 60_000);
    journeys(demo);
  });
}
