// Draws the pictures of the README from a demo of its own: a rep's phone before the answer, and a board after a morning's answers;
// and every screen of the web app, on a desk and on a phone, into docs/images/screens.
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const OUT = 'docs/images';
const ANSWERS = 120;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const port = await freePort();
const url = `http://localhost:${port}`;
const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-pictures-'));
const app = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
  env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), RELAIS_DATA_DIR: path.join(dir, 'data') },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const json = async (at) => (await fetch(url + at)).json();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Signs in as one of the demo's accounts, or by a mailed link as whoever got this mail. */
async function enter(context, who) {
  const post = async (at, data) => {
    const response = await context.request.post(url + at, { data, headers: { origin: url } });
    if (!response.ok()) throw new Error(`${at}: ${response.status()} ${await response.text()}`);
  };
  if (who.password) return post('/api/v1/session/sign-in', who);
  await post('/api/v1/sign-in-links', { email: who.to });
  for (let i = 0; i < 100; i++) {
    const found = (await json(`/mailbox/messages?to=${encodeURIComponent(who.to)}`)).find(({ delivery }) => !delivery);
    if (found) {
      const { text } = await json(`/mailbox/messages/${found.id}`);
      return post('/api/v1/sign-in-links/consume', { token: /\/sign-in\/([\w-]{43})/.exec(text)[1] });
    }
    await pause(100);
  }
  throw new Error(`no link came to ${who.to}`);
}

/** Every screen, light, in English, as its person sees it. */
async function shootScreens(browser, mails) {
  const out = path.join(OUT, 'screens');
  mkdirSync(out, { recursive: true });
  const screens = JSON.parse(readFileSync('test/web/screens.json', 'utf8'));
  const admin = { email: 'admin@kelvane.example', password: 'try-relais-demo' };
  // A link works once, so each view has a rep of its own.
  const reps = { desk: mails.at(-1), phone: mails.at(-2) };
  const views = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
  for (const [group, named] of Object.entries(screens))
    for (const [view, viewport] of Object.entries(views)) {
      const context = await browser.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' });
      if (group !== 'ways-in') {
        await enter(context, group === 'rep' ? reps[view] : admin);
        await context.request.patch(`${url}/api/v1/session`, { data: { locale: 'en' }, headers: { origin: url } });
      }
      const page = await context.newPage();
      for (const [name, at] of Object.entries(named)) {
        await page.goto(url + at);
        await page.locator('h1').first().waitFor();
        await page.locator('.waiting, .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
        await pause(300);
        await page.screenshot({ path: path.join(out, `${name}-${view}.png`) });
      }
      if (group === 'rep') {
        await page.goto(`${url}/inbox`);
        await page.locator('.opt').nth(1).click();
        await page.locator('form .btn').click();
        await page.locator('.verdict').waitFor();
        await page.screenshot({ path: path.join(out, `inbox-result-${view}.png`) });
      }
      await context.close();
    }
}

try {
  let mails = [];
  while (mails.length < 300) {
    await pause(300);
    mails = await json('/mailbox/messages').catch(() => []);
  }
  const linkOf = async ({ id }) =>
    /http:\/\/[^\s"<>?]+\/a\/[0-9a-z]+/.exec((await json(`/mailbox/messages/${id}`)).html)[0];
  // Three of four answer right, as the demo's first question invites to.
  for (const [i, mail] of mails.slice(1, ANSWERS).entries()) {
    await fetch(await linkOf(mail), { method: 'POST', body: new URLSearchParams({ choice: i % 4 ? 'b' : 'c' }) });
  }
  await pause(2_000);
  mkdirSync(OUT, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: false,
    args: ['--disable-gpu'],
  });
  const english = (await Promise.all(mails.slice(ANSWERS).map((mail) => json(`/mailbox/messages/${mail.id}`)))).find(
    (mail) => mail.text.startsWith('Hello'),
  );
  const link = /http:\/\/[^\s"<>?]+\/a\/[0-9a-z]+/.exec(
    (english ?? (await json(`/mailbox/messages/${mails[0].id}`))).html,
  )[0];
  const shoot = async (name, at, viewport) => {
    const page = await browser.newPage({ viewport, deviceScaleFactor: 2 });
    await page.goto(at);
    await page.screenshot({ path: path.join(OUT, `${name}.png`) });
    await page.close();
  };
  await shoot('answer', `${link}?choice=b`, { width: 420, height: 860 });
  await shoot('board', `${url}/boards/winter-sprint`, { width: 420, height: 860 });
  await shoot('home', url, { width: 1100, height: 860 });
  await shootScreens(browser, mails);
  await browser.close();
} finally {
  app.kill('SIGTERM');
  await new Promise((resolve) => app.on('exit', resolve));
  rmSync(dir, { recursive: true, force: true });
}
