import { createHash } from 'node:crypto';
import { structureFaults, visibleText } from '../../../../test/browser/html-check.js';
import { loadPages, samplePages } from '../../../../test/browser/sample-pages.js';

const pages = loadPages();
const EVERY = (['en', 'fr'] as const).flatMap((language) =>
  Object.entries(samplePages(pages, language)).map(([name, html]) => [name, language, html] as const),
);

describe('every page', () => {
  it.each(EVERY)('%s in %s weighs less than 30 KB, with everything it needs', (_, __, html) => {
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    // Nothing is fetched: no script, no image, no sheet, no font, no frame but a mail's own.
    expect(html).not.toMatch(/<script|<img|src="http|@import|url\((?!#)|<link(?! rel="icon" href="data:)/i);
  });

  it.each(EVERY)('%s in %s is a whole document in that language with one heading', (_, language, html) => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="/);
    expect(html).toContain(`<html lang="${language}">`);
    expect(structureFaults(html)).toEqual([]);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/<title>\S.*<\/title>/);
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain('<main>');
  });

  it.each(EVERY)('%s in %s shows words, never the names of words', (_, __, html) => {
    expect(visibleText(html)).not.toMatch(
      /\b(answer|result|closed|unsubscribe|board|home|mailbox|error|kind|why|state|nav|footer)\.[a-zA-Z]/,
    );
    expect(html).not.toMatch(/undefined|\[object |NaN|\{\{|Invalid Date/);
  });

  it.each(EVERY)('%s in %s is styled by its own sheet alone', (_, __, html) => {
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=/i);
    const [, css = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    expect(pages.policy()).toContain(`style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`);
  });
});

describe('the policy of a page', () => {
  it('allows its style, its form and data images, and nothing else', () => {
    expect(pages.policy().replace(/'sha256-[^']+'/, 'SHEET')).toBe(
      "default-src 'none'; style-src SHEET; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
  });
});

describe('pages below a path', () => {
  it('keep every link and form below it', () => {
    const below = loadPages('https://kelvane.example/learn/');
    for (const html of Object.values(samplePages(below, 'en'))) {
      const local = [...html.matchAll(/\s(?:href|action|src)="(\/[^"]*)"/g)].map(([, link]) => link!);
      expect(local.filter((link) => !link.startsWith('/learn/'))).toEqual([]);
    }
  });
});
