import { edited, inFolder, soundFiles, type Files } from '../../../../test/fixtures/content/content-folder.js';
import { digestOf } from '../digest.rules.js';
import { readContent } from './content-files.js';
import { brickFileTexts } from './file-text.rules.js';

const LINE = 'lines/variants/line.yaml';
const EN = 'lines/variants/010-probe.en.md';
const FR = 'lines/variants/010-probe.fr.md';

const MASTER = `---
kind: quiz
title: Which probe?
options:
  - { id: a, text: The K2, right: true }
  - { id: b, text: The K8 }
explanation: The K2 is made for it.
variants:
  - question: A cook asks for **the cheaper one** at −25 °C. What do you quote?
  - title: True or false?
    question: |
      {{rep.firstName}}, the K2 works at −25 °C.

      Is that so?
    options:
      - { id: a, text: Yes, right: true }
      - { id: b, text: No }
      - { id: c, text: Only in summer }
    explanation: It works from −40 °C.
  - multiple: true
    options:
      - { id: a, text: The K2, right: true }
      - { id: b, text: The K2 Buffer, right: true }
      - { id: c, text: The K8 }
revision: 1
---
A freezer room at −25 °C. What do you quote?
`;
const TRANSLATION = `---
title: Quelle sonde ?
options:
  - { id: a, text: La K2 }
  - { id: b, text: La K8 }
explanation: La K2 est faite pour cela.
variants:
  - question: Un chef veut la moins chère à −25 °C. Que proposez-vous ?
  - title: Vrai ou faux ?
    question: "{{rep.firstName}}, la K2 fonctionne à −25 °C. Est-ce vrai ?"
    options:
      - { id: a, text: Oui }
      - { id: b, text: Non }
      - { id: c, text: Seulement l'été }
    explanation: Elle fonctionne dès −40 °C.
  - options:
      - { id: a, text: La K2 }
      - { id: b, text: La K2 Buffer }
      - { id: c, text: La K8 }
revision: 1
---
Une chambre froide à −25 °C. Que proposez-vous ?
`;
const files: Files = {
  [LINE]: soundFiles()['lines/welcome/line.yaml']!,
  [EN]: MASTER,
  [FR]: TRANSLATION,
};
const read = (given: Files) => inFolder(given, (dir) => readContent(dir));
const brickOf = async (given: Files) => {
  const { lines, faults } = await read(given);
  expect(faults).toEqual([]);
  return lines[0]!.bricks[0]!;
};

describe('the variants of a quiz', () => {
  it('have what they say themselves, and the rest from the brick, in each language', async () => {
    const { variants } = await brickOf(files);
    expect(variants).toMatchObject([
      { multiple: false, right: ['a'] },
      { multiple: false, right: ['a'] },
      { multiple: true, right: ['a', 'b'] },
    ]);
    expect(variants![0]!.wordings.fr).toEqual({
      title: 'Quelle sonde ?',
      body: 'Un chef veut la moins chère à −25 °C. Que proposez-vous ?',
      options: [
        { id: 'a', text: 'La K2' },
        { id: 'b', text: 'La K8' },
      ],
      explanation: 'La K2 est faite pour cela.',
    });
    expect(variants![1]!.wordings.en).toMatchObject({
      title: 'True or false?',
      body: '{{rep.firstName}}, the K2 works at −25 °C.\n\nIs that so?',
      explanation: 'It works from −40 °C.',
    });
    expect(variants![2]!.wordings.en).toMatchObject({
      title: 'Which probe?',
      body: 'A freezer room at −25 °C. What do you quote?',
    });
  });

  it('are written back as they were, and read again the same', async () => {
    const brick = await brickOf(files);
    const texts = brickFileTexts(brick);
    const again = await brickOf({
      [LINE]: files[LINE]!,
      [EN]: texts.get('010-probe.en.md')!,
      [FR]: texts.get('010-probe.fr.md')!,
    });
    expect(again).toEqual(brick);
    const written = texts.get('010-probe.en.md')!;
    expect(written.match(/question:/g)).toHaveLength(2);
    expect(written.match(/title:/g)).toHaveLength(2);
    expect(texts.get('010-probe.fr.md')).not.toContain('right');
  });

  it('belong to the version: another word in one is another digest, and a brick without keeps the digest it had', async () => {
    const brick = await brickOf(files);
    const reworded = await brickOf(edited(files, EN, 'Only in summer', 'Only in winter'));
    expect(digestOf(reworded)).not.toBe(digestOf(brick));
    const { variants: _, ...without } = brick;
    expect(digestOf({ ...without, variants: undefined })).toBe(digestOf(without));
    expect(digestOf(without)).not.toBe(digestOf(brick));
  });

  it.each<[string, string, string, string, string, string]>([
    [
      'an unknown key',
      EN,
      '  - question: A cook',
      '  - body: A cook',
      '9: `body` is not a key of this file',
      'the keys are title, question, multiple, options, explanation',
    ],
    [
      'nothing of its own',
      EN,
      '  - multiple: true\n',
      '  - explanation: Because.\n  - multiple: true\n',
      '20: a variant that asks nothing of its own',
      'add `question: …`, or remove the variant',
    ],
    [
      'the words of the brick',
      EN,
      'A cook asks for **the cheaper one** at −25 °C. What do you quote?',
      'A freezer room at −25 °C. What do you quote?',
      '9: the same as the question of the brick',
      'ask it in other words, or remove the variant',
    ],
    [
      'no right option',
      EN,
      'text: Yes, right: true',
      'text: Yes',
      '15: no option is right',
      'add `right: true` to the right option',
    ],
    [
      'two right options of a single choice',
      EN,
      '  - multiple: true\n    options',
      '  - options',
      '20: 2 options are right (a, b), but this is a single choice',
      'leave one `right: true`, or add `multiple: true`',
    ],
    [
      'multiple without options',
      EN,
      '  - title: True',
      '  - multiple: true\n    question: Both?\n  - title: True',
      '10: `multiple` without options of its own',
      'remove it, or write the `options` of this variant',
    ],
    [
      'ids out of order',
      EN,
      '{ id: c, text: Only',
      '{ id: d, text: Only',
      '18: option 3 has the id `d`',
      'write `id: c`; the ids are a, b, c… in this order',
    ],
    [
      'a name that is none',
      EN,
      '{{rep.firstName}}, the',
      '{{rep.name}}, the',
      '12: `{{rep.name}}` is not a name that can be filled in',
      'only {{rep.firstName}}, {{rep.lastName}}, {{partner.name}} may stand in double braces',
    ],
    [
      'a list that is empty',
      EN,
      MASTER.slice(MASTER.indexOf('variants:'), MASTER.indexOf('revision')),
      'variants: []\n',
      '8: no variant is given',
      'write one, or remove the key',
    ],
    [
      'variants that are no list',
      EN,
      MASTER.slice(MASTER.indexOf('variants:'), MASTER.indexOf('revision')),
      'variants: more\n',
      '8: `variants` is not a list',
      'write variants: with `- question: …` for each',
    ],
    [
      'no translation',
      FR,
      TRANSLATION.slice(TRANSLATION.indexOf('variants:'), TRANSLATION.indexOf('revision')),
      '',
      '2: `variants` are missing',
      'add the texts of all 3 in this language, in the same order',
    ],
    [
      'one translation too few',
      FR,
      TRANSLATION.slice(TRANSLATION.indexOf('  - options:\n'), TRANSLATION.indexOf('revision')),
      '',
      '7: 2 variants, the master has 3',
      'add the texts of all 3 in this language, in the same order',
    ],
    [
      'a text that is not translated',
      FR,
      '    explanation: Elle',
      '    title2: Elle',
      '15: `title2` is not a key of this file',
      'did you mean `title`?',
    ],
    [
      'a text the master has not',
      FR,
      '  - question: Un chef',
      '  - title: Un chef\n    question: Un chef',
      "8: the master's variant has no `title`",
      'remove it here; the master file decides',
    ],
    [
      'an option that is not translated',
      FR,
      "      - { id: c, text: Seulement l'été }\n",
      '',
      '11: option `c` is not translated',
      'add `- id: c` and its text in this language',
    ],
  ])('are refused for %s', async (_, file, search, replacement, where, fix) => {
    const { faults, lines } = await read(edited(files, file, search, replacement));
    const told = faults.map((fault) => `${fault.where.split(':').slice(1).join(':')}: ${fault.what} (${fault.fix})`);
    expect(told.join('\n')).toContain(fix ? `${where} (${fix})` : where);
    expect(lines[0]!.bricks).toEqual([]);
  });

  it('have no meaning for a kind that never comes back', async () => {
    const poll = MASTER.replace('kind: quiz', 'kind: poll').replaceAll(', right: true', '');
    const { faults } = await read({ [LINE]: files[LINE]!, [EN]: poll });
    expect(faults.map(({ where, what }) => `${where} ${what}`)).toEqual([
      `${EN}:8 \`variants\` has no meaning for kind poll`,
    ]);
  });

  it.each([
    [
      'an info',
      EN,
      'kind: quiz',
      'kind: info\ncorrection: It was wrong.',
      '3 `correction` has no meaning for kind info',
    ],
    [
      'a translation without it',
      EN,
      'revision: 1',
      'correction: It was wrong.\nrevision: 1',
      '2 `correction` is missing, but the master has one',
    ],
    ['a translation alone', FR, 'revision: 1', 'correction: Faux.\nrevision: 1', '20 the master has no `correction`'],
    [
      'a name in it',
      EN,
      'revision: 1',
      'correction: "{{rep.firstName}}, no."\nrevision: 1',
      '25 double braces in a correction',
    ],
  ])('a correction is refused for %s', async (_, file, search, replacement, expected) => {
    const { faults } = await read(edited(files, file, search, replacement));
    expect(faults.map(({ where, what }) => `${where.split(':')[1]} ${what}`)).toContain(expected);
  });

  it('a correction is read, written back and part of the version', async () => {
    const told = edited(
      edited(files, EN, 'revision: 1', 'correction: It was −30 °C.\nrevision: 1'),
      FR,
      'revision: 1',
      'correction: C’était −30 °C.\nrevision: 1',
    );
    const brick = await brickOf(told);
    expect(brick.wordings.fr!.correction).toBe('C’était −30 °C.');
    const texts = brickFileTexts(brick);
    expect(
      await brickOf({ [LINE]: files[LINE]!, [EN]: texts.get('010-probe.en.md')!, [FR]: texts.get('010-probe.fr.md')! }),
    ).toEqual(brick);
    expect(digestOf(brick)).not.toBe(digestOf(await brickOf(files)));
  });

  it('need no translation in a brick of one language', async () => {
    expect((await brickOf({ [LINE]: files[LINE]!, [EN]: MASTER })).variants).toHaveLength(3);
  });
});
