import { YamlFile } from './yaml-file.js';
import { readYaml } from './yaml-text.js';

describe('a YAML text that leads a parser astray', () => {
  it.each([
    ['brackets', '['.repeat(190_000), 1],
    ['braces', '{'.repeat(190_000), 1],
    ['closed brackets', '['.repeat(5_000) + ']'.repeat(5_000), 1],
    ['lists in lists', '- '.repeat(90_000), 1],
    ['questions', 'a: 1\n' + '? '.repeat(90_000), 1],
    ['tags', '!a '.repeat(60_000), 1],
    ['a bomb of aliases', 'a: &a [x,x]\n' + 'bcdefgh'.replace(/./g, (c) => `${c}: &${c} [*a,*a,*a,*a]\n`), 2],
    ['an alias in its own anchor', 'a: &a\n  b: *a\n', 2],
  ])('%s is refused at once, with its line', (_, text, line) => {
    const { problems } = readYaml(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(10);
    expect(problems[0]!.line).toBe(line);
    const file = new YamlFile('x.yaml', text);
    expect(file.content).toBeUndefined();
    expect(file.faults.length).toBe(problems.length);
  });

  it('that nests as deep as anybody needs is read', () => {
    const deep = `${'['.repeat(30)}1${']'.repeat(30)}`;
    expect(readYaml(deep).problems).toEqual([]);
    expect(JSON.stringify(new YamlFile('x.yaml', deep).content)).toBe(deep);
  });

  it('that names a prototype pollutes nothing', () => {
    const { content } = new YamlFile(
      'x.yaml',
      '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }',
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(content as object)).toEqual(['__proto__', 'constructor']);
  });
});

describe('a YAML file', () => {
  it('gives plain values: dates, yes and on stay text', () => {
    expect(new YamlFile('x.yaml', 'on: 2026-12-01\nb: yes\nc: [1, 2]\n').content).toEqual({
      on: '2026-12-01',
      b: 'yes',
      c: [1, 2],
    });
  });

  it('names the line of a place, or of the nearest one around it', () => {
    const file = new YamlFile('x.yaml', 'a: 1\nrule:\n  all:\n    - { field: x }\n');
    file.fault(['rule', 'all', 0, 'field'], 'late', 'fix');
    file.fault(['rule', 'all', 7], 'missing', 'fix');
    file.fault([], 'whole', 'fix');
    expect(file.faults.map(({ where, what }) => `${where} ${what}`)).toEqual([
      'x.yaml:1 whole',
      'x.yaml:4 late',
      'x.yaml:4 missing',
    ]);
  });

  it.each([
    ['a: b: c', 1, /colon in quotes/],
    ['a: 1\na: 2', 2, /keep one/],
    ['a:\n\tb: 1', 2, /spaces/],
    ['a: { b', 1, /content\/README\.md/],
    ['a: *b', 1, /starts with \*/],
  ])('%j is refused at line %i with a fix', (text, line, fix) => {
    const [fault] = new YamlFile('x.yaml', text).faults;
    expect(fault).toEqual({ where: `x.yaml:${line}`, what: expect.any(String), fix: expect.stringMatching(fix) });
  });

  it('that is not there is null', async () => expect(await YamlFile.read('no/such/file.yaml')).toBeNull());

  it('knows its lines where it is part of a file', () => {
    const { document, lineOf } = readYaml('a: 1\nb: 2', 10);
    expect(lineOf(document!.getIn(['b'], true) as never)).toBe(11);
  });
});
