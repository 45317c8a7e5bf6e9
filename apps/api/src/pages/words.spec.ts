import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

function sourcesBelow(folder: string, ending: RegExp): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !/spec\.ts$/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
}

function keysOf(tree: unknown, prefix = ''): string[] {
  if (typeof tree === 'string') return [prefix];
  return Object.entries(tree as object).flatMap(([name, branch]) =>
    keysOf(branch, prefix ? `${prefix}.${name}` : name),
  );
}

const keys = keysOf(parse(readFileSync('content/locales/en.yaml', 'utf8')));
const templates = sourcesBelow('content/templates', /\.hbs$/);
const code =
  sourcesBelow('apps/api/src', /\.ts$/) +
  sourcesBelow('libs/delivery/src', /\.ts$/) +
  sourcesBelow('libs/network/src', /\.ts$/);

describe('the words of pages and mails', () => {
  it('are there for every key a template names', () => {
    const named = [...templates.matchAll(/[{(]t "([^"]+)"/g)].map(([, key]) => key!);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('are all used, by name or as one of a family', () => {
    const everything = templates + code;
    const used = (key: string) => {
      const parts = key.split('.');
      const families = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('.'));
      const named = [key, ...families.map((family) => `${family}.`)];
      return named.some((name) =>
        [`'${name}'`, `"${name}"`, `\`${name}$`, `\`${name}\``].some((quoted) => everything.includes(quoted)),
      );
    };
    expect(keys.filter((key) => !used(key))).toEqual([]);
  });
});
