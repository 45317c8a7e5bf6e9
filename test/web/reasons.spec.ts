import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as validators from 'class-validator';
import ts from 'typescript';
import { Phrases, type PhraseTable } from '../../apps/web/src/words/phrases.js';

/** Where it is said why something that came through the API is refused. */
const SOURCES = ['libs/network/src', 'libs/editorial/src', 'libs/delivery/src', 'libs/challenges/src', 'libs/platform/src', 'apps/api/src']; // prettier-ignore
/** Read from files, the environment or the mail by the command line and the worker: what is wrong there is said in a terminal. */
const NOT_THE_API =
  /\/files\/|libs\/platform\/src\/(config|mail|words|yaml)\/|content-(files|export)|(file-name|text-file|brick-files)\.|publishing\.service|segments\.service(?<!edited-segments\.service)|inbound\/|http\/api-docs|http\/route-|challenges\/src\/rules\//;
const REFUSALS = /^(Invalid|NotFound|Conflict|Forbidden|Gone|SignInNeeded|TooMany)$/;
/** Calls whose arguments are reasons, properties that hold one, and names of texts used for several. */
const SAYS = { call: /^(report|refuse|fault|at|invalid|notAnAddress|Refusal)$/, property: /^(what|fix|reason|message)$/, name: /^([A-Z][A-Z_]+|what|fix)$/ }; // prettier-ignore
/** A sentence of a refusal, which has its code, or a text of another kind: a statement of SQL, a policy, a pattern. */
const NO_REASON =
  /^[A-Z(]|^\n|\n.*\n|SELECT|coalesce|^1 day$|INSERT|DELETE|UPDATE|-src |::|=>|now\(\)| IS | AS |=\s|<\/?\w+>|^relais |charset/;

const files = SOURCES.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file))
    .filter((file) => /\.ts$/.test(file) && !/spec\.ts$/.test(file) && !NOT_THE_API.test(file)),
).map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Every text an expression may give; what is filled in is `{0}`, `{1}` … */
function textsOf(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }, i) => `{${i}}${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
  return ts.isArrowFunction(node) && !ts.isBlock(node.body) ? textsOf(node.body) : [];
}

const lastName = (node: ts.Node): string => node.getText().split('.').at(-1)!;

/** Each reason in the source, with its file. */
function reasons(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const note = (node: ts.Node | undefined) => {
      for (const text of textsOf(node)) if (/\S \S/.test(text) && !NO_REASON.test(text)) found.set(text, file.fileName);
    };
    const isRules = /\.rules\.ts$/.test(file.fileName);
    walk(file, (node) => {
      if (ts.isCallExpression(node) && SAYS.call.test(lastName(node.expression))) node.arguments.forEach(note);
      if (ts.isNewExpression(node) && SAYS.call.test(lastName(node.expression))) node.arguments?.forEach(note);
      if (ts.isPropertyAssignment(node) && SAYS.property.test(node.name.getText())) note(node.initializer);
      if (ts.isVariableDeclaration(node) && SAYS.name.test(node.name.getText())) note(node.initializer);
      if (ts.isReturnStatement(node) && isRules) note(node.expression);
      // Reasons that a statement writes down for many rows at once.
      if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && /INTO staged_fault/.test(node.getText()))
        for (const [, text] of node.getText().matchAll(/'([a-z%][^'\n]* [^'\n]*)'/g)) {
          let hole = 0;
          found.set(
            text!.replaceAll('\\', '').replaceAll('%s', () => `{${hole++}}`),
            file.fileName,
          );
        }
    });
  }
  return found;
}

/** Each code a request can be refused with; of `limit.${name}`, the family `limit.any`. */
function codes(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files)
    walk(file, (node) => {
      const from =
        ts.isNewExpression(node) && REFUSALS.test(lastName(node.expression)) && node.arguments!.length > 1
          ? node.arguments![0]
          : ts.isPropertyAssignment(node) && node.name.getText() === 'code'
            ? node.initializer
            : undefined;
      for (const code of textsOf(from))
        if (/^[a-z-]+\.([a-z-]+|\{0\})$/.test(code)) found.set(code.replace('{0}', 'any'), file.fileName);
      if (ts.isVariableDeclaration(node) && node.name.getText() === 'DETAILS' && /http\/problem/.test(file.fileName))
        walk(node, (part) => void (ts.isNumericLiteral(part) && found.set(`http.${part.text}`, file.fileName)));
    });
  return found;
}

const wordsOf = (language: string) =>
  (JSON.parse(readFileSync(`apps/web/src/words/${language}/frame.json`, 'utf8')) as { problem: Record<string, string> })
    .problem;
const tables = readdirSync('apps/web/src/words').filter((file) => /^reasons\..*\.json$/.test(file));
const tableOf = (file: string) => JSON.parse(readFileSync(`apps/web/src/words/${file}`, 'utf8')) as PhraseTable;
const languages = readdirSync('apps/web/src/words', { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name); // prettier-ignore

describe('what the server refuses, in the words of the web app', () => {
  it('is found in the source at all', () => {
    expect(codes().size).toBeGreaterThan(80);
    expect([...codes().keys()]).toEqual(expect.arrayContaining(['draft.own-text', 'limit.any', 'http.404']));
    expect([...reasons().keys()]).toEqual(
      expect.arrayContaining(['`{0}` is empty', 'there is no partner {0}', 'is made of the name, the address or a common word']), // prettier-ignore
    );
  });

  it.each(languages)('every code has its sentence in %s', (language) => {
    const words = wordsOf(language);
    const missing = [...codes()].filter(([code]) => !(code.replaceAll('.', '_') in words));
    expect(missing).toEqual([]);
  });

  it('every language but that of the source has a table of reasons', () => {
    expect(tables).toEqual(languages.filter((one) => one !== 'en').map((one) => `reasons.${one}.json`));
  });

  it.each(tables)('every reason at a field is in %s, and fills in only what there is', (file) => {
    const table = tableOf(file);
    // What is only filled in has its parts found by themselves.
    const missing = [...reasons()].filter(([text]) => /\w/.test(text.replace(/\{\d\}/g, '')) && !(text in table));
    expect(missing).toEqual([]);
    const holes = (text: string) => (text.match(/\{\d\}/g) ?? []).sort().join();
    const emptied = Object.entries(table).filter(([english, said]) => [...new Set(said.match(/\{\d\}/g) ?? [])].some((hole) => !holes(english).includes(hole))); // prettier-ignore
    expect(emptied).toEqual([]);
  });

  it.each(tables)('every message of the forms’ own rules is in %s', (file) => {
    const phrases = new Phrases(tableOf(file));
    const used = new Set(
      files.filter(({ fileName }) => fileName.startsWith('apps/api/')).flatMap(({ text }) =>
        [...text.matchAll(/import \{([^}]*)\} from 'class-validator'/g)].flatMap(([, names]) => names!.split(',').map((name) => name.trim())),
      ),
    ); // prettier-ignore
    const unsaid: string[] = [];
    for (const name of used) {
      const make = (validators as unknown as Record<string, unknown>)[name];
      if (typeof make !== 'function' || !/^(Is|Min|Max|Length|Matches|Array|NotEmpty)/.test(name) || name === 'IsOptional') continue; // prettier-ignore
      const sample = { IsIn: [['a', 'b']], Length: [3, 5], Matches: [/x/] }[name] ?? (/Min|Max/.test(name) ? [2] : []);
      class Form {
        field: unknown = Symbol.for('nothing that fits');
      }
      (make as (...given: unknown[]) => PropertyDecorator)(...sample)(Form.prototype, 'field');
      const form = new Form();
      if (name === 'IsNotEmpty') form.field = '';
      const [error] = validators.validateSync(form);
      for (const message of Object.values(error?.constraints ?? { none: `${name} refuses nothing here` })) {
        const english = message.replace('field ', '');
        if (phrases.say(english) === english) unsaid.push(english);
      }
    }
    expect(unsaid).toEqual([]);
  });

  it.each(tables)('%s has nothing that no source says', (file) => {
    const source = files.map(({ text }) => text.replaceAll('\\`', '`').replaceAll("\\'", "'").replaceAll('\\"', '"')).join('\n'); // prettier-ignore
    const left = Object.keys(tableOf(file)).filter((english) => !english.split(/\{\d\}/).every((part) => source.includes(part))); // prettier-ignore
    // class-validator says these.
    expect(left.filter((english) => !/^(must|should|each value|nested) /.test(english))).toEqual([]);
  });

  it.each([
    ['a reason as it stands', 'is empty', 'est vide'],
    [
      'what is filled in',
      '`title` has 300 characters, more than 120',
      '«\u00a0title\u00a0» a 300 caractères, plus de 120',
    ],
    [
      'a phrase inside a phrase',
      'the same as the question of the brick',
      'la même chose que la question de la mini-brique',
    ],
    ['and one inside that', '3 variants, the master has 1 variant', '3 variantes, l’original en a 1 variante'],
    ['what a statement wrote down', 'ana@example.com is also on line 7', 'ana@example.com est aussi à la ligne 7'],
    ['what nobody translated', 'something else entirely', 'something else entirely'],
  ])('says %s', (_, english, french) => {
    expect(new Phrases(tableOf('reasons.fr.json')).say(english)).toBe(french);
  });
});
