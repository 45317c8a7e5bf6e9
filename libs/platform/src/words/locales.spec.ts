import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { Invalid } from '../errors/errors.js';
import { Locales } from './locales.js';
import { wordsFolder } from './words-folder.js';

const FOLDER = wordsFolder('content', 'locales');

function folderOf(files: Record<string, string>): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-locales-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function load(files: Record<string, string>): Locales {
  const { dir, remove } = folderOf(files);
  try {
    return Locales.load(dir);
  } finally {
    remove();
  }
}

describe('words', () => {
  const words = load({
    'en.yaml':
      'greet: Hello {name}\nonly: { english: English only }\nmails: "{n, plural, =0 {no mail} one {# mail} other {# mails}}"\n',
    'fr.yaml': 'greet: Bonjour {name}\nmails: "{n, plural, =0 {aucun mail} one {# mail} other {# mails}}"\n',
    'pt-BR.yaml': 'greet: Olá {name}\n',
  });

  it.each([
    ['the language itself', 'fr', 'greet', 'Bonjour Zoë'],
    ['the language of a region', 'fr-CA', 'greet', 'Bonjour Zoë'],
    ['the language of a region written with an underscore', 'fr_CA', 'greet', 'Bonjour Zoë'],
    ['English for a language there is no file for', 'de-AT', 'greet', 'Hello Zoë'],
    ['English for what is no language', 'no language!', 'greet', 'Hello Zoë'],
    ['English for a key that only English has', 'fr', 'only.english', 'English only'],
  ])('come from %s', (_, locale, key, text) => {
    expect(words.t(locale, key, { name: 'Zoë' })).toBe(text);
  });

  it.each([
    ['fr', 0, 'aucun mail'],
    ['fr', 1, '1 mail'],
    ['fr', 1500, '1\u202f500 mails'],
    ['en', 1500, '1,500 mails'],
  ])('count in the manner of %s: %d', (locale, n, text) => {
    expect(words.t(locale, 'mails', { n })).toBe(text);
  });

  it('show a key nobody knows as itself, so that a page with one odd word is still a page', () => {
    expect(words.t('fr', 'nobody.knows')).toBe('nobody.knows');
    expect(words.has('fr', 'nobody.knows')).toBe(false);
  });

  it('show a message that lacks a value as its key', () => {
    expect(words.t('fr', 'greet')).toBe('greet');
  });

  it('leave a value as it is, whatever it looks like', () => {
    expect(words.t('en', 'greet', { name: '{{rep.firstName}} <b>{x}</b> #' })).toBe(
      'Hello {{rep.firstName}} <b>{x}</b> #',
    );
  });

  it.each([
    ['the first that we have', ['de', 'fr-CA', 'en'], 'fr-CA'],
    ['English when we have none', ['de', null, undefined, ''], 'en'],
  ])('speak %s', (_, wanted, best) => {
    expect(words.best(...wanted)).toBe(best);
  });

  it.each([
    ['fr', undefined, 'fr'],
    ['fr-CH, en;q=0.9', undefined, 'fr'],
    ['de, fr;q=0.4, en;q=0.8', undefined, 'en'],
    ['fr;q=0', undefined, 'en'],
    ['*', undefined, 'en'],
    [undefined, undefined, 'en'],
    ['en', 'fr', 'fr'],
    ['fr', 'xx', 'fr'],
    ['fr', '../../etc/passwd', 'fr'],
    [';;;,,,q=,fr;q=x,', undefined, 'en'],
    ['fr'.repeat(10_000), undefined, 'en'],
  ])('for a browser that says %j and an address that asks %j: %s', (header, asked, expected) => {
    expect(words.negotiate(header, asked)).toBe(expected);
  });

  it.each([
    ['a message that does not parse', { 'en.yaml': 'a: { b: "{n, plural" }' }, 'en.yaml: a.b'],
    ['no English file', { 'fr.yaml': 'a: b' }, 'en.yaml is missing'],
  ])('refuse to start with %s', (_, files: Record<string, string>, place) => {
    const attempt = () => load(files);
    expect(attempt).toThrow(Invalid);
    try {
      attempt();
    } catch (error) {
      expect(JSON.stringify((error as Invalid).details)).toContain(place);
    }
  });

  it.each([
    ['a list', 'a: [b]'],
    ['a number', 'a: 3'],
    ['nothing', 'a:'],
  ])('refuse %s where a text should be', (_, text) => {
    expect(() => load({ 'en.yaml': text })).toThrow(/is not a text/);
  });
});

/** Every message of a language file with the arguments it takes. */
function argumentsOf(file: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const walk = (tree: unknown, key: string) => {
    if (typeof tree === 'object') {
      for (const [name, branch] of Object.entries(tree as object)) walk(branch, key ? `${key}.${name}` : name);
      return;
    }
    const names = new Set<string>();
    JSON.stringify(
      new IntlMessageFormat(String(tree), 'en', undefined, { ignoreTag: true }).getAst(),
      (_, node: { type?: number; value?: unknown }) => {
        if (node && typeof node === 'object' && [1, 2, 3, 4, 5, 6].includes(node.type ?? 0))
          names.add(String(node.value));
        return node;
      },
    );
    found.set(key, [...names].sort());
  };
  walk(parse(readFileSync(path.join(FOLDER, file), 'utf8')), '');
  return found;
}

describe('the words Relais comes with', () => {
  const english = argumentsOf('en.yaml');
  const others = readdirSync(FOLDER).filter((file) => file !== 'en.yaml');

  it.each(others)('%s has the keys of English, no more and no fewer', (file) => {
    expect([...argumentsOf(file).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(others)('%s fills in what English fills in', (file) => {
    const differing = [...argumentsOf(file)].filter(([key, names]) => names.join() !== english.get(key)?.join());
    expect(differing).toEqual([]);
  });

  it.each(readdirSync(FOLDER))('%s uses curly apostrophes: the straight one would hide an argument', (file) => {
    const texts = readFileSync(path.join(FOLDER, file), 'utf8')
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(texts.filter((line) => /\p{L}'\p{L}|'\{(?!\w+(, |\}))/u.test(line))).toEqual([]);
  });

  it('French never leaves a sign of two strokes alone on a line', () => {
    const texts = readFileSync(path.join(FOLDER, 'fr.yaml'), 'utf8').replace(/^#.*$/gm, '');
    expect(texts.match(/ [?!;»]|« | :(?= |'|$)/gm)).toBeNull();
  });
});
