import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

const FOLDER = path.resolve('apps/web/src/words');
const LANGUAGES = readdirSync(FOLDER, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name); // prettier-ignore
const FILES = readdirSync(path.join(FOLDER, 'en'));

type Tree = string | { [key: string]: Tree };

const read = (language: string, file: string): string => readFileSync(path.join(FOLDER, language, file), 'utf8');

/** Every message of a language with the arguments and tags it takes. */
function messagesOf(language: string): Map<string, { text: string; takes: string }> {
  const found = new Map<string, { text: string; takes: string }>();
  const walk = (tree: Tree, key: string): void => {
    if (typeof tree !== 'string')
      return Object.entries(tree).forEach(([name, branch]) => walk(branch, `${key}.${name}`));
    const names = new Set<string>();
    JSON.stringify(
      new IntlMessageFormat(tree, language).getAst(),
      (_, node: { type?: number; value?: unknown } | null) => {
        if (node && typeof node === 'object' && [1, 2, 3, 4, 5, 6, 8].includes(node.type ?? 0))
          names.add(String(node.value));
        return node;
      },
    );
    found.set(key, { text: tree, takes: [...names].sort().join() });
  };
  for (const file of readdirSync(path.join(FOLDER, language)))
    walk(JSON.parse(read(language, file)) as Tree, file.replace(/\.json$/, ''));
  return found;
}

const english = messagesOf('en');
const others = LANGUAGES.filter((language) => language !== 'en');

describe('the words of the web app', () => {
  it.each(others)('%s has the files and keys of English, no more and no fewer', (language) => {
    expect(readdirSync(path.join(FOLDER, language))).toEqual(FILES);
    expect([...messagesOf(language).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(others)('%s fills in what English fills in', (language) => {
    const differing = [...messagesOf(language)].filter(([key, { takes }]) => takes !== english.get(key)?.takes);
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it.each(LANGUAGES)('%s uses curly apostrophes: the straight one would hide an argument', (language) => {
    expect([...messagesOf(language).values()].filter(({ text }) => text.includes("'"))).toEqual([]);
  });

  it('French never leaves a sign of two strokes alone on a line', () => {
    const wrong = [...messagesOf('fr').values()]
      .map(({ text }) => text)
      .filter((text) => / [?!;»]|« | :(?= |$)/.test(text));
    expect(wrong).toEqual([]);
  });

  it('no message is left that no screen says', () => {
    const code = readdirSync(path.resolve('apps/web/src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(path.resolve('apps/web/src', file), 'utf8'))
      .join('\n');
    const said = (key: string) => {
      const parts = key.split('.');
      const tails = parts.map((_, i) => parts.slice(i).join('.'));
      const families = parts
        .slice(0, -1)
        .flatMap((_, i) => parts.slice(i, -1).map((__, j) => `${parts.slice(i, i + j + 1).join('.')}.$`));
      const last = parts.at(-1)!;
      return (
        tails.some((tail) => [`'${tail}'`, `"${tail}"`, `\`${tail}\``].some((quoted) => code.includes(quoted))) ||
        families.some((family) => code.includes(`\`${family}`)) ||
        // Names of codes (roles, states, problems) are looked up by what the server says.
        ['roles', 'problem', 'actions', 'ways', 'languages'].some((family) => parts.includes(family) && last !== family)
      );
    };
    expect([...english.keys()].filter((key) => !said(key))).toEqual([]);
  });
});
