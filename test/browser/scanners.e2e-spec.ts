import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { aLine, aQuiz } from '../support/content.js';
import { people } from '../support/world.js';
import { findChromium, LEFT_OUT, openChromium, type Browser } from './chromium.js';
import { Site } from './site.js';

const executable = findChromium();
if (!executable) process.stderr.write(`${LEFT_OUT}: scanners that render pages, and answering without JavaScript\n`);
const inBrowser = executable ? describe : describe.skip;

let site: Site;
let browser: Browser;

inBrowser('in a real browser', () => {
  beforeAll(async () => {
    site = await Site.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics'),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      people: people(Array<string>(5).fill('Europe/Paris')),
    });
    browser = await openChromium(executable!);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Does what scanners that render do: runs the page's scripts, follows what it leads to, waits, moves about. */
  async function detonate(url: string): Promise<Page> {
    const page = await browser.context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    await page.mouse.move(50, 50);
    await page.mouse.wheel(0, 2_000);
    await page.waitForTimeout(700);
    return page;
  }

  it('a scanner that renders every link of a mail and runs its scripts leaves no trace', async () => {
    const token = await site.delivered(1, 'first');
    const before = await site.trace();
    const [row] = await site.world.query<{ id: string }>('SELECT min(id) AS id FROM delivery.delivery');
    for (const link of [`/a/${token}?choice=a`, `/a/${token}?choice=b`, `/u/${site.sign('preferences', row!.id)}`]) {
      await (await detonate(site.url + link)).close();
    }
    expect(await site.trace()).toBe(before);
  }, 60_000);

  it('(control) the same scanner on a page that submits itself is noticed', async () => {
    const token = await site.delivered(2, 'first');
    const before = await site.trace();
    const html = `<form method="post" action="${site.url}/a/${token}"><input name="choice" value="b"></form><script>document.forms[0].submit()</script>`;
    const trap: Server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    await (await detonate(`http://127.0.0.1:${(trap.address() as AddressInfo).port}/`)).close();
    trap.close();
    expect(await site.trace()).not.toBe(before);
  }, 60_000);

  it('a person answers without any JavaScript, and the page keeps to its own policy', async () => {
    const plain = await openChromium(executable!, { javaScriptEnabled: false });
    try {
      const page = await plain.context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => void complaints.push(message.text()));
      page.on('request', (request) => {
        if (!request.url().startsWith(site.url) && !request.url().startsWith('data:'))
          complaints.push(`fetched ${request.url()}`);
      });
      await page.goto(`${site.url}/a/${await site.delivered(3, 'first')}?choice=a`);
      expect(await page.locator('input:checked').getAttribute('value')).toBe('a');
      expect((await page.locator('button[type=submit]').boundingBox())!.height).toBeGreaterThan(50); // the style is let in
      await page.locator('label', { hasText: 'The second' }).click();
      await page.locator('button[type=submit]').click();
      expect(await page.locator('h1').textContent()).toMatch(/C’est juste/);
      expect(complaints).toEqual([]);
    } finally {
      await plain.close();
    }
  }, 60_000);

  it('a link in a caught mail opens outside its frame, where an answer can be confirmed', async () => {
    const token = await site.delivered(4, 'first');
    const raw = `Subject: x\r\nContent-Type: text/html\r\n\r\n<p><a href="${site.url}/a/${token}?choice=b">B</a></p><script>document.title = 'ran'</script>`;
    await site.world.query(
      `INSERT INTO platform.mailbox_message (recipient, subject, ref, raw) VALUES ('a@b.c', 'x', NULL, $1)`,
      [Buffer.from(raw)],
    );
    const [{ id }] = (await (await site.get('/mailbox/messages?limit=1')).json()) as [{ id: string }];
    const page = await browser.context.newPage();
    await page.goto(`${site.url}/mailbox/${id}`);
    const opened = browser.context.waitForEvent('page');
    await page.frameLocator('iframe').locator('a').click();
    const answer = await opened;
    await answer.waitForLoadState();
    expect(await answer.locator('input:checked').getAttribute('value')).toBe('b');
    await answer.locator('button[type=submit]').click();
    expect(await answer.locator('h1').textContent()).toMatch(/C’est juste/);
    await answer.close();
    await page.close();
  }, 60_000);

  it('the documentation of the API shows itself', async () => {
    const page = await browser.context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${site.url}/api/docs`);
    await page.locator('.opblock').first().waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(5);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);
});
