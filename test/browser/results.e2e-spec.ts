import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../support/process.js';
import { inDemo, type Demo } from '../web/demo.js';
import type { Visitor } from '../web/visitor.js';
import { violations } from '../web/violations.js';

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
/** Of sends and results: the latest week. */
const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);
const WEEK = `from=${day(6)}&to=${day(-1)}`;

let demo: Demo;

const visitor: Demo['visitor'] = (options) => demo.visitor(options);

async function json<T>(who: Visitor, at: string): Promise<T> {
  return (await who.context.request.get(demo.url + at)).json() as Promise<T>;
}

/** What a partner admin's menu leads to, and what lies behind. */
const OWN_SCREENS = [
  '/app/results',
  '/app/results?view=proficiency',
  '/app/results/bricks/1',
  '/app/partners',
  '/app/reps',
  '/app/boards/winter-sprint',
  '/app/boards/winter-sprint?by=partner',
];

/** What the screen of an import says in a language. */
const wordsOf = (language: string) =>
  (JSON.parse(readFileSync(`apps/web/src/words/${language}/imports.json`, 'utf8')) as { one: Record<string, string> })
    .one;

interface Sums {
  bricks: { brickId: number; reached: number; answered: number; correct: number }[];
}
interface Sends {
  sends: { brickId: number; day: string; total: number; answered: number }[];
}

inDemo('sends, results and imports', { mails: 200, viewport: DESK }, (begun) => {
  beforeAll(() => void (demo = begun));

  /** Answers of this journey, to the one brick that the demo begins with. */
  let given = 0;
  it.each([
    ['en', 2, /(\d+) answers?$/, 'Right answer'],
    ['fr', 4, /(\d+) réponses?$/, 'Bonne réponse'],
  ] as const)(
    'a manager sees answers arrive that reps give by their mails (%s)',
    async (language, n, words, right) => {
      const manager = await visitor({ locale: language });
      await manager.asStaff('manager@kelvane.example', language);
      // Two answer: one right, one wrong.
      for (const [rep, choice] of [
        [n, 'b'],
        [n + 1, 'c'],
      ] as const) {
        const { link } = await manager.mailOf(rep);
        const answer = await fetch(link, { method: 'POST', body: new URLSearchParams({ choice }) });
        expect(answer.status).toBeLessThan(400);
      }
      given += 2;
      // Sums are made every ten seconds.
      const now = await until(
        async () => (await json<Sums>(manager, `/api/v1/results?${WEEK}`)).bricks[0],
        (sums) => sums?.answered === given,
        60_000,
      );
      expect(now).toMatchObject({ correct: given / 2 });

      const { page } = manager;
      await manager.goto('/app/results');
      await page.getByRole('cell', { name: `${now!.answered}/${now!.reached}` }).waitFor();
      await page.getByRole('link', { name: /14 °C/ }).click();
      await page.waitForURL(/results\/bricks\/\d+/);
      const option = page.getByRole('listitem').filter({ hasText: right });
      expect(words.exec((await option.textContent())!)?.[1]).toBe(String(now!.correct));

      const { sends } = await json<Sends>(manager, `/api/v1/sends?${WEEK}`);
      const answered = sends.find((send) => send.answered > 0)!;
      await manager.goto(`/app/sends/${answered.brickId}/${answered.day}?state=accepted`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('tbody time').count()).toBeGreaterThan(0);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize(PHONE);
      expect(await violations(page, ['color-contrast', 'target-size'])).toEqual([]);
      await manager.goto('/app/results?view=proficiency');
      const map = page.getByRole('grid');
      const rows = map.locator('tbody th[scope=row]');
      expect(await rows.count()).toBeGreaterThan(1);
      expect(await violations(page)).toEqual([]);

      // One stop for the keyboard; arrows go on from there, and each cell says whose figures it holds.
      const stops = map.locator('[tabindex="0"]');
      const told = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? ""');
      expect(await stops.count()).toBe(1);
      await stops.focus();
      expect(await told()).toContain(await rows.nth(0).innerText());
      await page.keyboard.press('ArrowDown');
      expect(await told()).toContain(await rows.nth(1).innerText());
      expect(await stops.count()).toBe(1);
      await page.keyboard.press('Control+End');
      expect(await told()).toContain(await rows.last().innerText());
      await page.keyboard.press('Escape');
      expect(await page.evaluate<boolean>('document.activeElement.closest("[role=grid]") === null')).toBe(true);
      await page.keyboard.press('Shift+Tab');
      expect(await told()).toContain(await rows.last().innerText());
      expect(manager.troubles).toEqual([]);
      await manager.close();
    },
    90_000,
  );

  it('a manager pauses everything with a reason and lets it go on; a coach only sees it', async () => {
    const manager = await visitor({ locale: 'en' });
    await manager.asStaff('manager@kelvane.example');
    const paused = async () => (await json<{ paused: { because: string } | null }>(manager, '/api/v1/sending')).paused;
    const { page } = manager;
    await manager.goto('/app/sends');
    await page.getByRole('button', { name: 'Pause everything' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Pause sending' }).click();
    await dialog.getByText('Say why, in a few words.').waitFor();
    expect(await paused()).toBeNull();
    await dialog.getByLabel('Why').fill('The price list is wrong');
    await dialog.getByRole('button', { name: 'Pause sending' }).click();
    await page.getByText('Sending is paused', { exact: true }).waitFor();
    expect(await paused()).toMatchObject({ because: 'The price list is wrong' });

    const coach = await visitor({ locale: 'fr' });
    await coach.asStaff('coach@kelvane.example', 'fr');
    await coach.goto('/app/sends');
    await coach.page.getByText('The price list is wrong').waitFor();
    expect(await coach.page.getByRole('button', { name: /Reprendre|pause/ }).count()).toBe(0);
    await coach.close();

    await page.getByRole('button', { name: 'Resume sending' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resume sending' }).click();
    await page.getByRole('button', { name: 'Pause everything' }).waitFor();
    expect(await paused()).toBeNull();
    await manager.close();
  }, 60_000);

  it.each([
    [
      'en',
      'Apply',
      /is not a CSV file/,
      'is not a mail address',
      'Some rows are refused',
      'Leave out the refused row',
      'The file is applied.',
    ],
    ['fr', 'Appliquer', /n’est pas un fichier CSV/, 'n’est pas une adresse mail', 'Des lignes sont refusées', 'Laisser de côté la ligne refusée', 'Le fichier est appliqué.'], // prettier-ignore
  ] as const)(
    'a manager imports a file with a mistake, then a good one (%s)',
    async (language, apply, notCsv, noAddress, refused, leaveOut, applied) => {
      const manager = await visitor({ locale: language });
      await manager.asStaff('manager@kelvane.example', language);
      const { page } = manager;
      const reps = async (search: string) => (await json<{ total: number }>(manager, `/api/v1/reps?search=${search}`)).total; // prettier-ignore
      const choose = async (name: string, content: string) => {
        await manager.goto('/app/imports');
        const file = path.join(demo.folder, name);
        writeFileSync(file, content);
        await page.setInputFiles('input[type=file]', file);
      };
      const confirm = async () => {
        await page.getByRole('button', { name: apply, exact: true }).click();
        await page.getByRole('dialog').getByRole('button', { name: apply, exact: true }).click();
        await page.getByText(applied).waitFor();
      };

      await choose('people.xlsx', 'PK');
      await page.getByRole('alert').filter({ hasText: notCsv }).waitFor();

      const said = wordsOf(language);
      const id = language.toUpperCase();
      const good = readFileSync('apps/web/src/console/imports/example.csv', 'utf8').replaceAll('EX-', `${id}X-`).replaceAll('.example', `.${language}.example`); // prettier-ignore
      const mistake = `${good.trimEnd()}\n${id}X-2,Example Store Lyon,${id}X-1,retailer,silver,FR,${id}X-R9,no address,Max,Muster,de,Europe/Paris,sales,\n`;
      await choose('mistake.csv', mistake);
      await page.waitForURL(/\/app\/imports\/\d+$/);
      const row = page.getByRole('row').filter({ hasText: `"no address" ${noAddress}` });
      expect(await row.getByRole('cell').first().textContent()).toBe('5');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: apply, exact: true }).click();
      await page.getByRole('alert').filter({ hasText: refused }).waitFor();
      expect(await reps(`${id}X-R1`)).toBe(0);
      await page.getByLabel(leaveOut).check();
      await confirm();
      expect([await reps(`${id}X-R1`), await reps(`${id}X-R9`)]).toEqual([1, 0]);

      const last = good.replace('Nora', 'Leonora').concat(`${id}X-2,Example Store Lyon,${id}X-1,retailer,silver,FR,${id}X-R9,max@store.${language}.example,Max,Muster,de,Europe/Paris,sales,\n`); // prettier-ignore
      await choose('good.csv', last);
      await page.waitForURL(/\/app\/imports\/\d+$/);
      const change = page.getByRole('row').filter({ hasText: 'first_name' });
      expect(await change.locator('del').textContent()).toBe('Nora');
      expect(await change.locator('ins').textContent()).toBe('Leonora');
      await confirm();
      expect([await reps(`${id}X-R9`), await reps('Leonora')]).toEqual([1, language === 'en' ? 1 : 2]);

      const bad = mistake.trimEnd().split('\n').at(-1)!;
      for (const [content, why] of [
        [last, 'nothingNew'],
        [`${last}${bad.replace('X-R9', 'X-R10')}\n`, 'restKnown'],
        [`${last.split('\n', 1)[0]}\n${bad}\n`, 'allRefused'],
      ] as const) {
        await choose('nothing.csv', content);
        await page.getByText(said[why]!).waitFor();
        expect(await page.getByRole('button', { name: apply, exact: true }).count()).toBe(0);
      }
      expect(manager.troubles).toEqual([]);
      await manager.close();
    },
    90_000,
  );

  it.each([
    ['en', 'Our people', 'There is nothing here', 'Not for your role'],
    ['fr', 'Nos vendeurs', 'Il n’y a rien ici', 'Hors de votre rôle'],
  ] as const)(
    'a partner admin sees the own company and no name of any other, also not by a typed address (%s)',
    async (language, people, nothing, notYours) => {
      const admin = await visitor();
      await admin.asStaff('admin@kelvane.example');
      type Partners = { partners: { id: number; name: string }[] };
      const all = (await json<Partners>(admin, '/api/v1/partners?limit=200')).partners;
      await admin.close();

      const partner = await visitor({ locale: language, viewport: PHONE });
      await partner.asStaff('partner@kelvane.example', language);
      const own = (await json<Partners>(partner, '/api/v1/partners?limit=200')).partners;
      const foreign = all.filter(({ id, name }) => !own.some((one) => one.id === id || one.name === name));
      expect([own.length > 1, foreign.length > 1]).toEqual([true, true]);
      const { page } = partner;
      const seen: string[] = [];
      const look = async (at: string) => {
        await partner.goto(at);
        const text = (await page.locator('body').innerText()) + (await page.title());
        seen.push(...foreign.filter(({ name }) => text.includes(name)).map(({ name }) => `${name} at ${at}`));
        return text;
      };
      expect(await look('/app')).toContain(people);
      await page.getByRole('heading', { name: people }).waitFor();
      expect(await violations(page)).toEqual([]);
      for (const at of OWN_SCREENS) await look(at);
      expect(await look(`/app/partners/${foreign[0]!.id}`)).toContain(nothing);
      for (const at of ['/app/sends', `/app/sends/1/${day(0)}`, '/app/imports', '/app/imports/1'])
        expect(await look(at)).toContain(notYours);
      expect(seen).toEqual([]);
      expect(partner.troubles).toEqual([]);
      await partner.close();
    },
    90_000,
  );
});
