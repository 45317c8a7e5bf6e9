import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { Invalid } from '../errors/errors.js';
import { Locales } from './locales.js';
import { Templates } from './templates.js';
import { wordsFolder } from './words-folder.js';

const locales = new Locales(
  new Map([
    [
      'en',
      new Map([
        ['hello', new IntlMessageFormat('Hello {name}', 'en')],
        ['kind.quiz', new IntlMessageFormat('Question', 'en')],
      ]),
    ],
    ['fr', new Map([['hello', new IntlMessageFormat('Bonjour {name}', 'fr')]])],
  ]),
);

function load(files: Record<string, string>): Templates {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-templates-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
      writeFileSync(path.join(dir, name), text);
    }
    return Templates.load(dir, locales);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const one = (text: string, context: object = {}) => load({ 'a.hbs': text }).render('a', { locale: 'en', ...context });

describe('templates', () => {
  it.each([
    [
      'a message in the language of the context',
      '{{t "hello" name=name}}',
      { locale: 'fr', name: 'Zoë' },
      'Bonjour Zoë',
    ],
    [
      'a message inside a list',
      '{{#each names}}{{t "hello" name=this}};{{/each}}',
      { names: ['A', 'B'] },
      'Hello A;Hello B;',
    ],
    ['a key made of parts', '{{t (join "kind." kind)}}', { kind: 'quiz' }, 'Question'],
    ['a day', '{{date at "day"}}', { at: new Date('2026-11-22T23:30:00Z'), zone: 'UTC' }, 'November 22, 2026'],
    [
      'a day where the reader is',
      '{{date at "day"}}',
      { locale: 'fr', at: new Date('2026-11-22T23:30:00Z'), zone: 'Europe/Paris' },
      '23 novembre 2026',
    ],
    ['a number', '{{number n}}', { locale: 'fr', n: 1234.5 }, '1\u202f234,5'],
    ['a share', '{{percent n}}', { locale: 'fr', n: 0.615 }, '62\u202f%'],
    ['a comparison', '{{#if (eq a "x")}}yes{{else}}no{{/if}}', { a: 'x' }, 'yes'],
  ])('write %s', (_, text, context, expected) => {
    expect(one(text, context).replaceAll('\u00a0', '\u202f')).toBe(expected);
  });

  it('escape every value, also inside a message', () => {
    const hostile = `<script>alert("1")</script>' onload=x`;
    expect(one('<p title="{{x}}">{{t "hello" name=x}}</p>', { x: hostile })).not.toMatch(/<script|" onload|' onload/);
  });

  it('write plain text as it is', () => {
    expect(
      load({ 'mail/a.text.hbs': '{{x}} {{t "hello" name=x}}' }).render('mail/a.text', {
        locale: 'en',
        x: `"O'Neil" <&>`,
      }),
    ).toBe(`"O'Neil" <&> Hello "O'Neil" <&>`);
  });

  it('never compile a value, whatever it holds', () => {
    expect(one('{{{x}}}', { x: '{{t "hello" name="you"}} {{#each .}}' })).toBe('{{t "hello" name="you"}} {{#each .}}');
  });

  it('reach no prototype', () => {
    expect(one('[{{constructor}}{{#with x}}{{__proto__}}{{/with}}]', { x: {} })).toBe('[]');
  });

  it('refuse a name the context lacks', () => {
    expect(() => one('{{missing}}')).toThrow(/missing/);
  });

  it('share partials within a folder and not beyond', () => {
    const templates = load({ 'a/_part.hbs': 'A {{x}}', 'a/page.hbs': '[{{> part}}]', 'b/page.hbs': '[{{> part}}]' });
    expect(templates.render('a/page', { locale: 'en', x: '1' })).toBe('[A 1]');
    expect(() => templates.render('b/page', { locale: 'en', x: '1' })).toThrow(/part/);
  });

  it.each([
    ['one that does not parse', { 'x/a.hbs': '{{#if}' }, 'x/a.hbs'],
    ['one that calls a helper there is not', { 'a.hbs': '{{nope 1}}' }, 'a.hbs'],
  ])('refuse to start with %s', (_, files: Record<string, string>, place) => {
    try {
      load(files);
      throw new Error('started');
    } catch (error) {
      expect(error).toBeInstanceOf(Invalid);
      expect((error as Invalid).details[0]).toMatchObject({ where: place });
    }
  });

  it('name a template there is not', () => {
    expect(() => load({}).render('nope', { locale: 'en' })).toThrow('There is no template nope');
  });
});

describe('the folder of words', () => {
  it('is the one of the content folder, or the one Relais comes with when it has none', () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-content-'));
    try {
      expect(wordsFolder(dir, 'locales')).toBe(path.resolve('content/locales'));
      mkdirSync(path.join(dir, 'locales'));
      expect(wordsFolder(dir, 'locales')).toBe(path.join(dir, 'locales'));
      expect(() => wordsFolder(dir, 'no-such-part')).toThrow(/RELAIS_CONTENT_DIR/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
