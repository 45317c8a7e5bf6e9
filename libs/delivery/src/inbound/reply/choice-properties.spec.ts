import fc from 'fast-check';
import { readAnswer, type AskedBrick } from './choice.rules.js';

const brick = (
  multiple: boolean,
  texts = ['Un appel du soir', 'Une fiche remplie', 'Le rapport du lundi', 'Sa sonde neuve'],
): AskedBrick => ({
  kind: 'quiz',
  multiple,
  maxLength: null,
  options: texts.map((text, i) => ({ id: 'abcd'[i]!, text })),
});
const single = brick(false);
const several = brick(true);

const LETTERS = fc.constantFrom('a', 'b', 'c', 'd');
const HELLO = fc.constantFrom('', 'Bonjour, ', 'Bonjour,\n\n', 'Hello ', 'Hi,\n', 'Salut !\n', 'Bonjour Ana,\n');
const LEAD = fc.constantFrom(
  '',
  'Réponse ',
  'réponse : ',
  'Answer: ',
  'option ',
  'Je dirais la ',
  'je pense que c’est la ',
  "I'd go with ",
  'I think ',
  'A priori la ',
  'Ma réponse est la ',
  'Sans hésiter, ',
);
const AROUND = fc.constantFrom<[string, string]>(
  ['', ''],
  ['', '.'],
  ['', ')'],
  ['(', ')'],
  ['« ', ' »'],
  ['"', '"'],
  ['*', '*'],
  ['', ' !'],
  ['', '!!'],
);
const TAIL = fc.constantFrom(
  '',
  ', je pense',
  '\nMerci',
  '\n\nCordialement,\nPaul A. Martin',
  ' merci',
  '\n\nPaul Martin\nACME\n06 12 34 56 78',
  ', parce que le client est absent',
  '\n\nBest regards,\nTom',
);
const TEXT = fc.constantFrom('Un appel du soir', 'Une fiche remplie', 'Le rapport du lundi', 'Sa sonde neuve');

const phrase = (named: fc.Arbitrary<string>) =>
  fc
    .tuple(HELLO, LEAD, AROUND, named, TAIL)
    .map(([hello, lead, [open, close], name, tail]) => `${hello}${lead}${open}${name}${close}${tail}`);

it('a letter is read among polite words, brackets, names and explanations', () => {
  fc.assert(
    fc.property(LETTERS, fc.boolean(), fc.boolean(), (letter, capital, multiple) => {
      const written = capital ? letter.toUpperCase() : letter;
      fc.assert(
        fc.property(phrase(fc.constant(written)), (text) => {
          expect([text, readAnswer(text, multiple ? several : single)]).toEqual([
            text,
            { kind: 'answer', choices: [letter], text: null },
          ]);
        }),
        { numRuns: 100 },
      );
    }),
    { numRuns: 16 },
  );
});

it('an option’s text is read among them in any case, with or without accents', () => {
  const changed = TEXT.chain((text) =>
    fc.constantFrom(text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFD').replace(/\p{M}/gu, '')),
  );
  fc.assert(
    fc.property(phrase(changed), (text) => {
      const answer = readAnswer(text, single);
      expect([text, answer.kind]).toEqual([text, 'answer']);
    }),
    { numRuns: 300 },
  );
});

it('two letters are never one answer, whatever stands between and around', () => {
  const between = fc.constantFrom(
    ' ',
    ', ',
    ' et ',
    ' ou ',
    ' or ',
    '/',
    '-',
    ' puis ',
    '\n',
    ' mais pas ',
    ' plutôt que ',
    ' ? ',
    ' (',
    ' non, ',
    '\nen fait ',
    ' and not ',
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(LETTERS, { minLength: 2, maxLength: 2 }),
      between,
      HELLO,
      LEAD,
      TAIL,
      (letters, gap, hello, lead, tail) => {
        const text = `${hello}${lead}${letters.map((l) => l.toUpperCase()).join(gap)}${tail}`;
        expect([text, readAnswer(text, single).kind]).toEqual([text, 'unclear']);
      },
    ),
    { numRuns: 1_000 },
  );
});

it('several letters are all read, or none', () => {
  const list = fc.constantFrom(', ', ' et ', ' and ', ' & ', '+', ' + ', '; ', '\n', ' ');
  fc.assert(
    fc.property(
      fc.uniqueArray(LETTERS, { minLength: 2, maxLength: 4 }),
      list,
      HELLO,
      LEAD,
      TAIL,
      (letters, gap, hello, lead, tail) => {
        const text = `${hello}${lead}${letters.map((l) => l.toUpperCase()).join(gap)}${tail}`;
        expect([text, readAnswer(text, several)]).toEqual([
          text,
          { kind: 'answer', choices: [...letters].sort(), text: null },
        ]);
      },
    ),
    { numRuns: 500 },
  );
});

const TRICKY =
  'B b a A à C 2 3 9 réponse option la le une un second deuxième 2e deux et ou or and pas not non no jamais peut-être maybe je pense I think client rapport lundi appel du soir . , ? ! ) ( : ; - / + % € :D <3 \n merci cordialement Paul parce que because mais but toutes all both les 10 B2 vitamine plan d’accord oui ok E F i d l'.split(
    ' ',
  );

it('a choice is never one that the words do not name', () => {
  const names: Record<string, RegExp> = {
    a: /(?:^|[^\p{L}\p{N}])[aAàÀ](?![\p{L}\p{N}])|un|appel|toutes|all|both/u,
    b: /(?:^|[^\p{L}\p{N}])[bB2](?![\p{L}\p{N}])|2e|second|deux|toutes|all|both/u,
    c: /(?:^|[^\p{L}\p{N}])[cC3](?![\p{L}\p{N}])|rapport|toutes|all/u,
    d: /(?:^|[^\p{L}\p{N}])[dD](?![\p{L}\p{N}])|toutes|all/u,
  };
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...TRICKY), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      (words, multiple) => {
        const text = words.join(' ');
        const answer = readAnswer(text, multiple ? several : single);
        if (answer.kind !== 'answer') return;
        for (const id of answer.choices) expect(text).toMatch(names[id]!);
        if (multiple) return;
        const denied = /(?:^|\s)(?:pas|not|non|no(?! \d)|jamais|ou|or|peut-être|maybe|mais|but)(?:\s|$)|[?]/.test(
          text.split('\n')[0]!,
        );
        expect([text, denied]).toEqual([text, false]);
      },
    ),
    { numRuns: 5_000 },
  );
});

it('any text is read or asked back, never thrown, and names only options of the brick', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 })),
      fc.boolean(),
      (text, multiple) => {
        const answer = readAnswer(text, brick(multiple));
        const named = answer.kind === 'answer' ? answer.choices : answer.kind === 'unclear' ? answer.found : [];
        for (const id of named) expect('abcd').toContain(id);
        if (answer.kind === 'answer') expect(answer.choices.length === 1 || multiple).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

it.each([
  ['letters without end', 'a b c d '.repeat(500)],
  ['a text of 5 MB', 'B '.repeat(2_500_000)],
  ['lines without end', 'B\n'.repeat(1_900)],
  ['accents without end', '\u0301'.repeat(4_000)],
  ['digits without end', '1'.repeat(4_000)],
  ['digits and commas', '1,'.repeat(2_000)],
  ['ligatures that grow', '﷽'.repeat(4_000)],
])('%s are read or asked back', (_what, text) => {
  const long = brick(true, ['a b c d '.repeat(50), 'b '.repeat(200), '1,'.repeat(200), '﷽'.repeat(22)]);
  expect(['answer', 'unclear', 'nothing']).toContain(readAnswer(text, long).kind);
});
