import { readFileSync } from 'node:fs';
import { until } from '../support/process.js';
import { inDemo, type Demo } from '../web/demo.js';
import type { Visitor } from '../web/visitor.js';
import { violations } from '../web/violations.js';

const DESK = { width: 1400, height: 900 };
const LINE = 'pharma-season';

type Words = Record<string, Record<string, string> & { done: Record<string, string> }>;
const wordsOf = (language: string) =>
  JSON.parse(readFileSync(`apps/web/src/words/${language}/authoring.json`, 'utf8')) as Words;

interface DraftSeen {
  id: number;
  brickId: number | null;
  state: string;
  revision: number;
  writers: { name: string }[];
  approvedBy: { name: string } | null;
  plan: { on: string | null };
  document: {
    right: string[];
    wordings: { locale: string; title: string; body: string; options: { id: string; text: string }[] }[];
    variants: { wordings: { locale: string; body: string | null; options: { id: string; text: string }[] | null }[] }[];
  };
}

let demo: Demo;

async function staff(who: string, language: string): Promise<Visitor> {
  const visitor = await demo.visitor({ locale: language });
  await visitor.asStaff(`${who}@kelvane.example`, language);
  return visitor;
}
const read = async <T>(by: Visitor, at: string): Promise<T> =>
  (await (await by.context.request.get(demo.url + at)).json()) as T;
const draftOf = (by: Visitor, id: number) => read<DraftSeen>(by, `/api/v1/drafts/${id}`);

inDemo('the brick editor', { viewport: DESK }, (begun) => {
  beforeAll(() => void (demo = begun));

  it.each([
    ['en', 'Which report after an alarm?', 'French', 'English'],
    ['fr', 'Quel rapport après une alarme ?', 'français', 'anglais'],
  ] as const)(
    'an author writes, another person approves and schedules (%s)',
    async (language, title, french, english) => {
      const { lines, begin, editor, faults, preview, plan, review } = wordsOf(language) as Required<Words>;
      const author = await staff('author', language);
      const { page } = author;
      await author.goto(`/app/lines/${LINE}`);
      await page.getByRole('button', { name: lines!.newBrick }).click();
      await page
        .getByRole('dialog')
        .getByLabel(`${begin!.brickTitle!.split(' ')[0]} (`)
        .fill(title);
      await page.getByRole('button', { name: begin!.go }).click();
      await page.waitForURL(/\/drafts\/\d+/);
      const id = Number(/\d+$/.exec(new URL(page.url()).pathname)![0]);

      // In the language of the line, with two options that say the same and no day.
      const option = (letter: string) => page.getByLabel(editor!.option!.replace('{letter}', letter), { exact: true });
      const write = async (texts: string[], question: string, why: string) => {
        await page.getByRole('textbox', { name: /^Question/ }).fill(question);
        for (const [i, text] of texts.entries()) await option('ABC'[i]!).fill(text);
        await page.getByLabel(new RegExp(`^${editor!.explanation}`)).fill(why);
      };
      await write(['Le journal', 'Le journal', 'Rien'], 'Que **demande** l’inspecteur ?', 'Le rapport, signé.');
      await page.getByLabel(editor!.isRight!.replace('{letter}', 'B')).check();
      await page.getByRole('button', { name: editor!.addLanguage }).click();
      await page.getByRole('menuitem', { name: english }).click();
      await page.getByRole('tab', { name: english, selected: true }).waitFor();
      await page.getByLabel(new RegExp(`^${editor!.title}`)).fill('Which report after an alarm?');
      await write(
        ['The log', 'The signed report', 'Nothing'],
        'What does the inspector **ask** for?',
        'The report, signed.',
      );
      await until(async () => (await draftOf(author, id)).document.wordings[1]?.options[2]?.text, (text) => text === 'Nothing'); // prettier-ignore

      // The server refuses, each reason stands at its field, and the keyboard is in the first.
      await page.getByRole('button', { name: review!.submit }).click();
      await page.getByRole('alert').filter({ hasText: editor!.invalidWhat! }).waitFor();
      expect((await draftOf(author, id)).state).toBe('draft');
      await until(() => option('B').getAttribute('aria-invalid'), (invalid) => invalid === 'true'); // prettier-ignore
      expect(await page.getByText(faults!.twin!, { exact: true }).count()).toBe(1);
      expect(await page.getByText(faults!.plan!, { exact: true }).count()).toBe(1);
      expect(await page.getByRole('tab', { name: french }).getAttribute('aria-selected')).toBe('true');
      await until(
        () => page.evaluate('document.activeElement.dataset.where'),
        (where) => where === 'wordings.0.options.1.text',
      );

      if (language === 'en') expect(await violations(page)).toEqual([]);

      await option('B').fill('Le rapport signé');
      await page
        .getByLabel(new RegExp(`^${plan!.on}`))
        .first()
        .click();
      await page.getByRole('button', { name: plan!.nextMonth }).click();
      await page.locator('button.mantine-DatePickerInput-day:not([data-outside])').nth(14).click(); // prettier-ignore
      const saved = await until(() => draftOf(author, id), (draft) => draft.plan.on !== null && draft.document.wordings[0]!.options[1]!.text === 'Le rapport signé'); // prettier-ignore
      expect(saved.document).toMatchObject({ right: ['b'], wordings: [{ locale: 'fr', title }, { locale: 'en' }] });

      // She sees it as a reader would, and has it mailed to herself.
      const frame = page.frameLocator(`iframe[title="${preview!.mailFrame}"]`);
      await frame.getByText('Le rapport signé').waitFor();
      await page.getByRole('button', { name: preview!.test }).click();
      const [mail] = await until(
        () => read<{ id: string; subject: string }[]>(author, '/mailbox/messages?to=author@kelvane.example').then((all) => all.filter(({ subject }) => subject.includes(title))), // prettier-ignore
        (mails) => mails.length > 0,
      );
      const { html } = await read<{ html: string }>(author, `/mailbox/messages/${mail!.id}`);
      expect(html).toContain('Le rapport signé');

      await page.getByRole('button', { name: review!.submit }).click();
      await page.getByText(review!.ownText!).waitFor();
      expect(await page.getByRole('button', { name: review!.approve, exact: true }).count()).toBe(0);
      if (language === 'en') expect(await violations(page)).toEqual([]);
      const sent = await draftOf(author, id);
      expect(sent).toMatchObject({ state: 'in-review', writers: [{ name: 'Anna Author' }] });
      const own = await author.context.request.post(`${demo.url}/api/v1/drafts/${id}/approve`, {
        data: { revision: sent.revision },
        headers: { origin: demo.url, 'sec-fetch-site': 'same-origin' },
      });
      expect([own.status(), ((await own.json()) as { code: string }).code]).toEqual([409, 'draft.own-text']);

      const manager = await staff('manager', language);
      await manager.goto('/app/drafts?view=review');
      await manager.page.getByRole('link', { name: title }).click();
      await manager.page.getByRole('button', { name: review!.approve, exact: true }).click();
      await manager.page.getByRole('button', { name: review!.publish }).click();
      await manager.page.getByRole('dialog').getByRole('button', { name: review!.publishGo, exact: true }).click();
      await manager.page.getByRole('link', { name: review!.toBrick }).waitFor();
      const done = await draftOf(manager, id);
      expect(done).toMatchObject({ state: 'published', approvedBy: { name: 'Marc Channel' }, plan: saved.plan });
      const { bricks } = await read<{ bricks: object[] }>(manager, `/api/v1/bricks?line=${LINE}`);
      expect(bricks).toContainEqual(expect.objectContaining({ brickId: done.brickId, status: 'published', reached: 0, plan: saved.plan, locales: ['en', 'fr'] })); // prettier-ignore
      const day = saved.plan.on!;
      const calendar = await read<{ days: { entries: object[] }[] }>(manager, `/api/v1/calendar?from=${day}&to=${day}`);
      expect(calendar.days[0]!.entries).toContainEqual(expect.objectContaining({ brickId: done.brickId, state: 'scheduled' })); // prettier-ignore
      expect([...author.troubles, ...manager.troubles]).toEqual([]);
      await author.close();
      await manager.close();
    },
    60_000,
  );

  it.each([
    ['en', 'internet-down', 'And without a network, what is lost?', 'Et sans réseau, que perd-on ?', 'French'],
    ['fr', 'which-certificate', 'Lequel faut-il, au juste ?', 'Which one is it, exactly?', 'anglais'],
  ] as const)(
    'a manager gives a quiz a variant, mends what is wrong in it, and the version has it (%s, %s)',
    async (language, slug, question, translation, other) => {
      const { editor, faults, preview, review } = wordsOf(language) as Required<Words>;
      const undo = (JSON.parse(readFileSync(`apps/web/src/words/${language}/frame.json`, 'utf8')) as { undo: string }).undo; // prettier-ignore
      const manager = await staff('manager', language);
      const { page } = manager;
      const { bricks } = await read<{ bricks: { brickId: number; slug: string }[] }>(manager, '/api/v1/bricks?line=first-steps'); // prettier-ignore
      const { brickId } = bricks.find((brick) => brick.slug === slug)!;
      const begun = (await (await manager.context.request.post(`${demo.url}/api/v1/drafts/revisions`, { data: { brickId }, headers: { origin: demo.url, 'sec-fetch-site': 'same-origin' } })).json()) as DraftSeen; // prettier-ignore
      const variants = async () => (await draftOf(manager, begun.id)).document.variants;
      const master = begun.document.wordings.find(({ locale }) => locale === 'en')!;
      await manager.goto(`/app/drafts/${begun.id}`);
      if (language === 'fr') await page.getByRole('tab', { name: other }).click();

      await page.getByRole('button', { name: editor!.addVariant }).click();
      await until(variants, (all) => all[0]?.wordings.find((w) => w.locale === 'en')?.body === master.body);
      const [first, second] = language === 'en' ? [question, translation] : [translation, question];
      const option = page.getByLabel(editor!.option!.replace('{letter}', 'B'), { exact: true });
      await page.getByRole('textbox', { name: /^Question/ }).fill(first);
      await option.fill(master.options[0]!.text);
      await page.getByText(faults!.twin!, { exact: true }).waitFor();
      expect(await option.getAttribute('aria-invalid')).toBe('true');
      await option.fill(master.options[1]!.text);
      await page.getByText(faults!.twin!, { exact: true }).waitFor({ state: 'detached' });
      await page.frameLocator(`iframe[title="${preview!.mailFrame}"]`).getByText(first).waitFor();
      if (language === 'en') expect(await violations(page)).toEqual([]);
      await page.getByRole('tab', { name: language === 'en' ? other : 'français' }).click();
      await page.locator('textarea[lang="fr"][data-where^="variants.0."][data-where$=".body"]').fill(second);
      await until(variants, (all) => all[0]?.wordings.find((w) => w.locale === 'fr')?.body === second);

      await page.getByRole('button', { name: editor!.removeVariant }).click();
      await until(variants, (all) => all.length === 0);
      await page.getByRole('button', { name: undo, exact: true }).click();
      await until(variants, (all) => all.length === 1);

      await page.getByRole('button', { name: review!.submit }).click();
      await page.getByText(review!.ownText!).waitFor();
      const admin = await staff('admin', language);
      await admin.goto(`/app/drafts/${begun.id}?beside=changes`);
      await admin.page.getByText(first, { exact: true }).waitFor();
      await admin.page.getByRole('button', { name: review!.approve, exact: true }).click();
      await admin.page.getByRole('button', { name: review!.publish }).click();
      await admin.page.getByRole('dialog').getByRole('button', { name: review!.publishGo, exact: true }).click();
      await admin.page.getByRole('link', { name: review!.toBrick }).waitFor();
      const { versions } = await read<{ versions: { number: number }[] }>(manager, `/api/v1/bricks/${brickId}/versions`); // prettier-ignore
      const version = await read<{ document: DraftSeen['document'] }>(manager, `/api/v1/bricks/${brickId}/versions/${versions[0]!.number}`); // prettier-ignore
      const said = version.document.variants[0]!.wordings.map(({ locale, body }) => [locale, body]).sort();
      expect(said).toEqual([['en', first], ['fr', second]]); // prettier-ignore
      expect([...manager.troubles, ...admin.troubles]).toEqual([]);
      await manager.close();
      await admin.close();
    },
    60_000,
  );

  it('keeps what is typed when the connection is gone, and when somebody else saves first', async () => {
    const { saving, conflict } = wordsOf('en') as Required<Words>;
    const author = await staff('author', 'en');
    const manager = await staff('manager', 'en');
    const own = { headers: { origin: demo.url, 'sec-fetch-site': 'same-origin' } };
    const { bricks } = await read<{ bricks: { brickId: number; slug: string }[] }>(author, '/api/v1/bricks?line=first-steps'); // prettier-ignore
    const data = { brickId: bricks.find(({ slug }) => slug === 'where-to-fix-it')!.brickId };
    const begun = (await (await author.context.request.post(`${demo.url}/api/v1/drafts/revisions`, { data, ...own })).json()) as DraftSeen; // prettier-ignore
    await author.goto(`/app/drafts/${begun.id}`);
    const { page } = author;
    const title = page.getByRole('textbox', { name: /^Title/ });

    await author.context.setOffline(true);
    await title.fill('Typed without a connection');
    await page.getByText(saving!.unreachable!).waitFor();
    await author.context.setOffline(false);
    await author.goto(`/app/drafts/${begun.id}`);
    await until(() => draftOf(author, begun.id), ({ document }) => document.wordings[0]!.title === 'Typed without a connection'); // prettier-ignore

    const seen = await draftOf(manager, begun.id);
    const document = structuredClone(seen.document);
    document.wordings[0]!.title = 'Saved by the other';
    const put = { data: { revision: seen.revision, document }, ...own };
    expect((await manager.context.request.put(`${demo.url}/api/v1/drafts/${begun.id}`, put)).status()).toBe(200);
    await title.fill('Saved second');
    const alert = page.getByRole('alert').filter({ hasText: conflict!.title!.replace('{name}', 'Marc Channel') });
    await alert.getByText('Saved by the other').waitFor();
    expect(await title.inputValue()).toBe('Saved second');
    expect((await draftOf(author, begun.id)).document.wordings[0]!.title).toBe('Saved by the other');
    await alert.getByRole('button', { name: conflict!.keep }).click();
    await until(() => draftOf(author, begun.id), ({ document: now }) => now.wordings[0]!.title === 'Saved second'); // prettier-ignore
    await author.close();
    await manager.close();
  }, 60_000);
});
