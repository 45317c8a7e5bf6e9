import type { Page } from 'playwright-core';
import { until } from '../support/process.js';
import { inDemo, type Demo } from '../web/demo.js';
import { CONSOLE_SCREENS, REP_SCREENS, WAYS_IN } from '../web/visitor.js';
import { RULES, violations } from '../web/violations.js';

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
/** A desk of 1280 pixels at 200 % zoom. */
const ZOOMED = { viewport: { width: 640, height: 430 }, deviceScaleFactor: 2 };
/** What the pages of reps may weigh before they can be used, in bytes of compressed JavaScript. */
const FIRST_LOAD = 120 * 1024;

let demo: Demo;

const visitor: Demo['visitor'] = (options) => demo.visitor(options);

const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

inDemo('the web app', { mails: 200, viewport: DESK }, (begun) => {
  beforeAll(() => void (demo = begun));

  describe.each([
    ['en', 'Sign in'],
    ['fr', 'Connexion'],
  ] as const)('in %s', (language, signIn) => {
    it.each([
      ['a desk in the light', { colorScheme: 'light', viewport: DESK }, RULES],
      [
        'a phone in the dark',
        { colorScheme: 'dark', viewport: PHONE },
        ['color-contrast', 'link-in-text-block', 'target-size'],
      ],
    ] as const)(
      'the ways in and the pages of reps break no rule of WCAG 2.2 AA on %s',
      async (_, look, rules) => {
        const guest = await visitor({ ...look, locale: language, reducedMotion: 'reduce' });
        const broken: Record<string, string[]> = {};
        const check = async (at: string) => {
          await guest.goto(at);
          expect(await guest.page.getAttribute('html', 'lang')).toBe(language);
          const found = await violations(guest.page, rules);
          if (found.length) broken[at] = found;
        };
        for (const at of WAYS_IN) await check(at);
        expect(await guest.page.title()).not.toBe('Relais');
        await guest.asRep(language === 'fr' ? 3 : 5, language);
        for (const at of REP_SCREENS) await check(at);
        expect(broken).toEqual({});
        expect(guest.troubles).toEqual([]);
        await guest.close();
      },
      180_000,
    );

    it.each([
      ['a desk in the light', { colorScheme: 'light', viewport: DESK }, RULES],
      [
        'a phone in the dark',
        { colorScheme: 'dark', viewport: PHONE },
        ['color-contrast', 'link-in-text-block', 'target-size'],
      ],
    ] as const)(
      'the console breaks no rule of WCAG 2.2 AA on %s',
      async (_, look, rules) => {
        const admin = await visitor({ ...look, locale: language, reducedMotion: 'reduce' });
        await admin.asStaff('admin@kelvane.example', language);
        const broken: Record<string, string[]> = {};
        for (const at of CONSOLE_SCREENS) {
          await admin.goto(at);
          const found = await violations(admin.page, rules);
          if (found.length) broken[at] = found;
        }
        expect(broken).toEqual({});
        expect(admin.troubles).toEqual([]);
        await admin.close();
      },
      180_000,
    );

    it('needs no sideways scrolling at 200 % zoom, nor on a narrow phone', async () => {
      const wide: string[] = [];
      for (const look of [ZOOMED, { viewport: { width: 320, height: 640 } }]) {
        const admin = await visitor({ ...look, locale: language });
        for (const at of WAYS_IN) await admin.goto(at).then(async () => (await sideways(admin.page)) && wide.push(at));
        await admin.asStaff('admin@kelvane.example', language);
        for (const at of CONSOLE_SCREENS)
          await admin.goto(at).then(async () => (await sideways(admin.page)) && wide.push(at));
        await admin.asRep(7, language);
        for (const at of REP_SCREENS)
          await admin.goto(at).then(async () => (await sideways(admin.page)) && wide.push(at));
        await admin.close();
      }
      expect(wide).toEqual([]);
    }, 180_000);

    it('is entered with the keyboard alone, each step to be seen', async () => {
      const { page, close, goto } = await visitor({ locale: language });
      await goto('/app');
      await page.waitForURL(/sign-in/);
      await page.getByRole('heading', { name: signIn }).waitFor();
      const reach = async (name: string) => {
        for (let i = 0; i < 30; i++) {
          await page.keyboard.press('Tab');
          const [here, outline] = await page.evaluate<[string, string]>(
            `(({ name, textContent }, style) => [name || textContent, style.outlineStyle])(document.activeElement, getComputedStyle(document.activeElement))`,
          );
          if (here.trim() === name) return expect(outline).not.toBe('none');
        }
        throw new Error(`${name} is not reached by Tab`);
      };
      await reach('email');
      await page.keyboard.type('manager@kelvane.example');
      await reach('password');
      await page.keyboard.type('try-relais-demo');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/app$/);
      // The door has a heading, too, and is shown until the console has been fetched: this link is the console's own.
      await page.locator('a[href="#content"]').waitFor({ state: 'attached' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      // The first step inside leads past the menu.
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.activeElement.getAttribute('href')`)).toBe('#content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
      await close();
    }, 60_000);
  });

  it('loads the pages of reps with less than 120 KB of compressed JavaScript', async () => {
    for (const at of ['/sign-in', '/inbox']) {
      const guest = await visitor({ viewport: PHONE });
      if (at === '/inbox') await guest.asRep(9);
      await guest.goto(at);
      const sizes = await guest.page.evaluate<[number, number, string][]>(
        `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).map((file) => [file.encodedBodySize, file.decodedBodySize, file.name])`,
      );
      const [sent, read] = [0, 1].map((i) => sizes.reduce((sum, size) => sum + (size[i] as number), 0)) as [
        number,
        number,
      ];
      expect(sent).toBeGreaterThan(10_000); // something was measured
      expect(read).toBeGreaterThan(sent * 2); // and it came compressed
      expect(sent < FIRST_LOAD ? [] : sizes).toEqual([]);
      await guest.close();
    }
  }, 60_000);

  it('keeps its place over a reload and the back button, also from a deep link', async () => {
    const { page, goto, asStaff, close } = await visitor();
    await asStaff('admin@kelvane.example');
    await goto('/app/reps?search=le&status=active');
    expect(await page.inputValue('input[type=search]')).toBe('le');
    await page.locator('tbody a').first().click();
    await page.waitForURL(/\/app\/reps\/\d+$/);
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Reps' }).waitFor();
    const name = await page.getByRole('heading', { level: 1 }).textContent();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: name! }).waitFor();
    await page.goBack();
    await page.waitForURL(/search=le/);
    expect(await page.inputValue('input[type=search]')).toBe('le');
    await goto('/app/no/such/screen');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/nothing here/i);
    await close();
  }, 60_000);

  it('lets nothing in that its policy does not name, and files be kept for a year', async () => {
    for (const at of ['/app', '/inbox', '/sign-in']) {
      const response = await fetch(demo.url + at);
      const policy = response.headers.get('content-security-policy')!;
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const html = await response.text();
      expect(html).not.toMatch(/<style|<script>| style=| on\w+=|%BASE%|%NONCE%/);
      const file = /src="([^"]+\.js)"/.exec(html.replace(/<script[^>]+color-scheme[^>]+>/, ''))![1]!;
      const script = await fetch(demo.url + file);
      expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    const nonces = await Promise.all([1, 2].map(async () => /nonce-([\w-]+)/.exec((await fetch(`${demo.url}/app`)).headers.get('content-security-policy')!)![1])); // prettier-ignore
    expect(nonces[0]).not.toBe(nonces[1]);
    expect((await fetch(`${demo.url}/web/..%2f..%2fpackage.json`)).status).toBeGreaterThanOrEqual(400);
  });

  it('shows the server’s reason at the field, and asks before what cannot be undone', async () => {
    const { page, goto, asStaff, close } = await visitor();
    await asStaff('admin@kelvane.example');
    await goto('/app/accounts');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill('two@@signs');
    await dialog.getByLabel('Name').fill('Two Signs');
    await page.locator('.mantine-MultiSelect-input').click();
    await page.getByRole('option', { name: 'Author' }).click();
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    const email = dialog.getByLabel('E-mail address');
    await until(
      () => email.getAttribute('aria-invalid'),
      (invalid) => invalid === 'true',
    );
    const described = await email.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described!.split(' ').at(-1)}"]`).textContent()).toMatch(/@|address/);
    await email.fill('two@signs.example');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('two@signs.example', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Two Signs' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Two Signs');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.waitForURL(/\/app\/accounts$/);
    await close();
  }, 60_000);

  it('loses nothing that was typed when the connection or the session is gone', async () => {
    const staff = await visitor();
    await staff.asStaff('admin@kelvane.example');
    await staff.goto('/app/accounts');
    const { page } = staff;
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const name = page.getByRole('dialog').getByLabel('Name');
    await page.getByRole('dialog').getByLabel('E-mail address').fill('typed@lost.example');
    await name.fill('Typed and kept');
    await page.locator('.mantine-MultiSelect-input').click();
    await page.getByRole('option', { name: 'Coach' }).click();
    await page.keyboard.press('Tab');
    await staff.context.setOffline(true);
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await name.inputValue()).toBe('Typed and kept');
    await staff.context.setOffline(false);
    await staff.context.clearCookies();
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('Your session has ended', { exact: true }).waitFor();
    expect(await name.inputValue()).toBe('Typed and kept');
    await staff.close();

    const rep = await visitor({ viewport: PHONE });
    await rep.asRep(11);
    await rep.goto('/inbox');
    await rep.page.locator('.opt').nth(2).click();
    await rep.context.setOffline(true);
    await rep.page.getByRole('button', { name: 'Confirm my answer' }).click();
    await rep.page.getByRole('alert').waitFor();
    await rep.context.setOffline(false);
    await rep.page.reload();
    await rep.page.locator('.opt').first().waitFor();
    expect(await rep.page.locator('.opt input').nth(2).isChecked()).toBe(true);
    await rep.close();
  }, 60_000);

  it.each(['en', 'fr'] as const)(
    'a rep answers by mail and in the inbox, and the manager sees it arrive (%s)',
    async (language) => {
      const n = language === 'en' ? 13 : 15;
      const rep = await visitor({ viewport: PHONE, locale: language });
      const { name, link } = await rep.mailOf(n);
      await rep.page.goto(`${link}?choice=b`);
      await rep.page.locator('button.btn').click();
      await rep.page.locator('.verdict').waitFor();
      await rep.asRep(n, language);
      await rep.goto('/inbox');
      await rep.page.locator('.verdict').waitFor(); // nothing is left: the mail and the inbox are one
      await rep.goto('/inbox/history');
      expect(await rep.page.locator('.past').count()).toBe(1);

      await rep.asRep(n + 1, language);
      await rep.goto('/inbox');
      await rep.page.locator('.opt').nth(1).click();
      await rep.page.locator('form button.btn').click();
      await rep.page.locator('.verdict').waitFor();
      expect(await rep.page.evaluate('document.activeElement.className')).toContain('verdict');

      const manager = await visitor({ locale: language });
      await manager.asStaff('manager@kelvane.example', language);
      await manager.goto(`/app/reps?search=${encodeURIComponent(name)}`);
      await manager.page.locator('tbody a').first().click();
      await manager.page.getByText(language === 'en' ? 'by the link in the mail' : 'par le lien du mail').waitFor();
      await manager.close();
      await rep.close();
    },
    90_000,
  );

  it.each([
    ['en', /66 people/],
    ['fr', /66 personnes/],
  ] as const)(
    'a partner admin sees the own company and those below, nothing else (%s)',
    async (language, words) => {
      const partner = await visitor({ locale: language });
      await partner.asStaff('partner@kelvane.example', language);
      const { page } = partner;
      await partner.goto('/app/partners');
      expect(await page.getByRole('treeitem').count()).toBe(1);
      await partner.goto('/app/reps');
      expect(await page.getByRole('status').filter({ hasText: words }).textContent()).toMatch(words);
      const foreign = await partner.context.request.get(`${demo.url}/api/v1/partners?search=Harrow`);
      expect(((await foreign.json()) as { total: number }).total).toBe(0);
      await partner.goto('/app/accounts');
      await page.getByRole('heading', { level: 2 }).waitFor();
      expect(await page.locator('table').count()).toBe(0);
      await partner.close();
    },
    60_000,
  );

  it('shows a page of its own when there is no connection at all', async () => {
    const rep = await visitor({ viewport: PHONE });
    await rep.asRep(20);
    await rep.goto('/inbox');
    await rep.page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    await rep.context.setOffline(true);
    await rep.page.goto(`${demo.url}/inbox/history`);
    expect(await rep.page.getByRole('heading').textContent()).toBe('No connection');
    await rep.context.setOffline(false);
    await rep.close();
  }, 60_000);
});
