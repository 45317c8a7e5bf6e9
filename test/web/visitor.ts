import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Every screen by its name: those of sign-in (a token nobody has shows its page all the same), of reps, of the console. */
const SCREENS = JSON.parse(readFileSync('test/web/screens.json', 'utf8')) as Record<string, Record<string, string>>;
export const WAYS_IN = Object.values(SCREENS['ways-in']!);
export const REP_SCREENS = Object.values(SCREENS.rep!);
export const CONSOLE_SCREENS = Object.values(SCREENS.console!);
/** Links work once, whoever used them. */
const USED = new Set<string>();
/** The one password of the demo's accounts. */
const PASSWORD = 'try-relais-demo';

interface Mail {
  id: string;
  to: string;
  subject: string;
}

/** Somebody in front of the demo, with a browser of their own. */
export class Visitor {
  /** What the browser complained of: broken policies, failed scripts. */
  readonly troubles: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly url: string,
  ) {
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (said) => {
      if (said.type() === 'error' && !/Failed to load resource/.test(said.text())) this.troubles.push(said.text());
    });
    this.close = this.close.bind(this);
    this.goto = this.goto.bind(this);
    this.asStaff = this.asStaff.bind(this);
  }

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext(options);
    return new Visitor(context, await context.newPage(), url);
  }

  /** Opens an address and waits until it shows what it has to show. */
  async goto(at: string): Promise<void> {
    await this.page.goto(this.url + at);
    await this.page.locator('h1, h2').first().waitFor();
    await this.settled();
  }

  /** Waits until nothing is loading any more. */
  async settled(): Promise<void> {
    await this.page
      .locator('.waiting, .mantine-Skeleton-root, .mantine-Loader-root')
      .first()
      .waitFor({ state: 'detached' });
  }

  /** Signs in by password, and speaks `language`. */
  async asStaff(email: string, language = 'en'): Promise<void> {
    await this.context.clearCookies();
    await this.post('/api/v1/session/sign-in', { email, password: PASSWORD });
    await this.speak(language);
  }

  /** Signs in by a mailed link as whoever got the `n`th mail of the demo. */
  async asRep(n: number, language = 'en'): Promise<void> {
    const { to } = await this.brickMail(n);
    await this.context.clearCookies();
    await this.post('/api/v1/sign-in-links', { email: to });
    const token = await this.linkTo(to);
    await this.post('/api/v1/sign-in-links/consume', { token });
    await this.speak(language);
  }

  /** The `n`th mail of the demo: its rep's name, and the link to answer. */
  async mailOf(n: number): Promise<{ name: string; link: string }> {
    const mail = await this.brickMail(n);
    const { html, headers } = await this.json<{ html: string; headers: Record<string, string> }>(
      `/mailbox/messages/${mail.id}`,
    );
    return {
      name: /^"?([^"<]+?)"?\s*</.exec(headers.to ?? '')?.[1] ?? mail.to.split('@')[0]!,
      link: /http:\/\/[^\s"<>?]+\/a\/[0-9a-z]+/.exec(html)![0],
    };
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private async brickMail(n: number): Promise<Mail> {
    this.bricks ??= (await this.json<(Mail & { delivery: string | null })[]>('/mailbox/messages?limit=200')).filter(
      ({ delivery }) => delivery,
    );
    // By address: mails come in no certain order.
    return [...this.bricks].sort((a, b) => (a.to < b.to ? -1 : 1))[n]!;
  }
  private bricks: Mail[] | undefined;

  private async linkTo(to: string): Promise<string> {
    for (let i = 0; i < 100; i++) {
      const mails = await this.json<(Mail & { delivery: string | null })[]>(
        `/mailbox/messages?to=${encodeURIComponent(to)}`,
      );
      const mail = mails.find(({ delivery }) => !delivery);
      if (mail) {
        const { text } = await this.json<{ text: string }>(`/mailbox/messages/${mail.id}`);
        const token = /\/sign-in\/([\w-]{43})/.exec(text)?.[1];
        if (token && !USED.has(token)) {
          USED.add(token);
          return token;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no link came to ${to}`);
  }

  private async speak(locale: string): Promise<void> {
    const response = await this.context.request.patch(`${this.url}/api/v1/session`, {
      data: { locale },
      headers: this.own,
    });
    if (!response.ok()) throw new Error(`${response.status()} ${await response.text()}`);
  }

  private async post(at: string, data: object): Promise<void> {
    const response = await this.context.request.post(this.url + at, { data, headers: this.own });
    if (!response.ok()) throw new Error(`${at}: ${response.status()} ${await response.text()}`);
  }

  private async json<T>(at: string): Promise<T> {
    return (await fetch(this.url + at, { headers: { accept: 'application/json' } })).json() as Promise<T>;
  }

  private get own() {
    return { origin: this.url, 'sec-fetch-site': 'same-origin' };
  }
}
