import { mkdirSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { findChromium, LEFT_OUT, openChromium, type Browser } from './chromium.js';
import { loadPages, samplePages } from './sample-pages.js';

const executable = findChromium();
if (!executable) process.stderr.write(`${LEFT_OUT}: the pages in a browser (accessibility, zoom, sizes)\n`);
const inBrowser = executable ? describe : describe.skip;

const pages = loadPages();
/** A folder for pictures of every page, to look at. */
const PICTURES = process.env.RELAIS_SCREENSHOTS;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Things to tap that stand for themselves; links inside a sentence are as high as their line. */
const TARGETS =
  'button, summary, label.opt, input.field, textarea, .tabs a, .rows a, .pager a, .brand[href], .alert a, footer a, a.btn';

const PHONE = { width: 320, height: 640 };
const CONTRAST = ['color-contrast', 'link-in-text-block'];
/** What each look could break: structure is the same in all of them, so only the first is asked everything. */
const LOOKS = [
  {
    name: 'a phone in the light',
    options: { viewport: PHONE, colorScheme: 'light' },
    textSize: 16,
    rules: RULES,
    languages: ['en', 'fr'],
  },
  {
    name: 'a phone in the dark',
    options: { viewport: PHONE, colorScheme: 'dark' },
    textSize: 16,
    rules: CONTRAST,
    languages: ['fr'],
  },
  {
    name: 'a desk at 200 % zoom',
    options: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    textSize: 16,
    rules: [],
    languages: [],
  },
  {
    name: 'a phone with text of 200 %',
    options: { viewport: PHONE },
    textSize: 32,
    rules: [],
    languages: [],
  },
] as const;

async function violations(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = (await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(rules)} })`,
  )) as axe.AxeResults;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

inBrowser.each(LOOKS)('every page on $name', ({ name, options, textSize, rules, languages }) => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openChromium(executable!, options, textSize);
    page = await browser.context.newPage();
  });
  afterAll(() => browser?.close());

  // The size of the window changes no structure and no colour: there the checks below are the ones that count.
  if (languages.length > 0) {
    it.each(languages)(
      'breaks no rule of WCAG 2.2 AA it could break, in %s',
      async (language) => {
        const broken: Record<string, string[]> = {};
        for (const [title, html] of Object.entries(samplePages(pages, language))) {
          await page.setContent(html);
          const found = await violations(page, rules);
          if (found.length) broken[title] = found;
        }
        expect(broken).toEqual({});
      },
      180_000,
    );
  }

  it.each(['en', 'fr'] as const)(
    'needs no sideways scrolling, in %s',
    async (language) => {
      const wide: string[] = [];
      for (const [title, html] of Object.entries(samplePages(pages, language))) {
        await page.setContent(html);
        expect(await page.evaluate(`getComputedStyle(document.documentElement).fontSize`)).toBe(`${textSize}px`);
        const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        if (over) wide.push(`${title}: ${String(over)} px`);
        if (PICTURES) await picture(page, `${title} ${language} ${name}`);
      }
      expect(wide).toEqual([]);
    },
    120_000,
  );

  it('has nothing to tap that is smaller than 44 pixels', async () => {
    const small: string[] = [];
    for (const [title, html] of Object.entries(samplePages(pages, 'fr'))) {
      await page.setContent(html);
      const found = (await page.evaluate(`[...document.querySelectorAll(${JSON.stringify(TARGETS)})]
        .map((e) => ({ e: e.outerHTML.slice(0, 80), box: e.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 43.5 || box.width < 24)
        .map(({ e, box }) => e + ' ' + Math.round(box.width) + 'x' + Math.round(box.height))`)) as string[];
      small.push(...found.map((what) => `${title}: ${what}`));
    }
    expect(small).toEqual([]);
  }, 60_000);
});

inBrowser('the checks (control)', () => {
  it('notice a page without labels, language and contrast', async () => {
    const browser = await openChromium(executable!);
    const page = await browser.context.newPage();
    await page.setContent(
      '<!doctype html><html><body><input><p style="color:#bbb;background:#fff">faint</p></body></html>',
    );
    const found = (await violations(page)).map((violation) => violation.split(':')[0]);
    await browser.close();
    expect(found).toEqual(expect.arrayContaining(['html-has-lang', 'label', 'color-contrast', 'document-title']));
  }, 30_000);
});

inBrowser('the question, by keyboard', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openChromium(executable!, { viewport: { width: 390, height: 800 }, reducedMotion: 'reduce' });
    page = await browser.context.newPage();
  });
  afterAll(() => browser?.close());

  it('is reached in order, seen when focused, chosen with arrows', async () => {
    await page.setContent(samplePages(pages, 'en')['answer-quiz']!);
    const focused = async () =>
      (await page.evaluate(`(({ tagName, id }, style) => ({ what: tagName + id, outline: style.outlineWidth }))(
        document.activeElement, getComputedStyle(document.activeElement))`)) as { what: string; outline: string };
    const steps = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Tab');
      steps.push(await focused());
    }
    expect(steps.map(({ what }) => what)).toEqual(['SUMMARY', 'INPUTchoice-a', 'BUTTON']);
    expect(steps.every(({ outline }) => outline === '3px')).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('input:checked').getAttribute('value')).toBe('b');
  });

  it('does not move for those who asked for stillness', async () => {
    await page.setContent(samplePages(pages, 'en')['answer-quiz']!);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.opt input')).transitionDuration`)).toBe('0s');
  });

  it('shows what is chosen also where colours are forced', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.setContent(samplePages(pages, 'en')['answer-quiz-chosen']!);
    const widths = await page.evaluate(
      `[...document.querySelectorAll('.opt input')].map((input) => getComputedStyle(input).borderTopWidth)`,
    );
    expect(widths).toEqual(['1px', '1px', '5px', '1px']);
    await page.emulateMedia({ forcedColors: null });
  });
});

async function picture(page: Page, title: string): Promise<void> {
  mkdirSync(PICTURES!, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES!, `${title.replace(/[^a-z0-9-]+/gi, '_')}.png`), fullPage: true });
}
