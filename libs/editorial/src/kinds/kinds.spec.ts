import type { BrickKind, PublishedBrick } from '../published-brick.js';
import { gradeAnswer } from './index.js';

function brick(
  kind: BrickKind,
  { multiple = false, right = [] as string[], ids = 'abcd', maxLength = null as number | null } = {},
): PublishedBrick {
  const options = [...ids].map((id) => ({ id, html: id, text: id, source: id }));
  const wording = {
    title: 't',
    bodyHtml: '',
    bodyText: '',
    bodySource: '',
    options,
    references: [],
    video: null,
    outdated: false,
    revision: 1,
  };
  return {
    versionId: 1,
    brickId: 1,
    lineId: 1,
    number: 1,
    kind,
    theme: null,
    question: { master: 'en', multiple, maxLength, wordings: { en: wording } },
    key: { right, explanations: {} },
  };
}

const single = brick('quiz', { right: ['b'] });
const multiple = brick('quiz', { multiple: true, right: ['a', 'c'] });
const choose = (of: PublishedBrick, choices: string[]) => gradeAnswer(of, { choices, text: null });
const codeOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a quiz answer', () => {
  it.each([
    ['the right one', single, ['b'], ['b'], true],
    ['a wrong one', single, ['c'], ['c'], false],
    ['the right one in capitals, with spaces', single, [' B '], ['b'], true],
    ['the right one twice', single, ['b', 'B'], ['b'], true],
    ['all right ones', multiple, ['a', 'c'], ['a', 'c'], true],
    ['all right ones in another order, one twice', multiple, ['c', 'A', 'c'], ['a', 'c'], true],
    ['only some of the right ones', multiple, ['a'], ['a'], false],
    ['all right ones and a wrong one', multiple, ['a', 'b', 'c'], ['a', 'b', 'c'], false],
    ['only wrong ones', multiple, ['b', 'd'], ['b', 'd'], false],
  ])('with %s', (_what, of, choices, kept, correct) => {
    expect(choose(of, choices)).toEqual({ choices: kept, text: null, correct });
  });

  it.each([
    ['without a choice', single, [], 'answer.choice-missing'],
    ['with empty choices', single, ['', ' '], 'answer.choice-missing'],
    ['with a choice that does not exist', single, ['e'], 'answer.choice-unknown'],
    ['with a choice that is hostile', single, ['__proto__'], 'answer.choice-unknown'],
    ['with two choices where one is possible', single, ['a', 'b'], 'answer.one-choice-only'],
    ['with a right and an unknown choice', multiple, ['a', 'c', 'z'], 'answer.choice-unknown'],
  ])('%s is refused', (_what, of, choices, code) => {
    expect(codeOf(() => choose(of, choices))).toBe(code);
  });
});

describe('a poll answer', () => {
  it('is never right or wrong', () => {
    expect(choose(brick('poll'), ['D'])).toEqual({ choices: ['d'], text: null, correct: null });
    expect(choose(brick('poll', { multiple: true }), ['d', 'a'])).toEqual({
      choices: ['a', 'd'],
      text: null,
      correct: null,
    });
  });

  it('is checked like a choice', () => {
    expect(codeOf(() => choose(brick('poll'), ['a', 'b']))).toBe('answer.one-choice-only');
    expect(codeOf(() => choose(brick('poll'), []))).toBe('answer.choice-missing');
  });
});

describe('an open answer', () => {
  const write = (text: string | null, maxLength: number | null = 10) =>
    gradeAnswer(brick('open', { maxLength, ids: '' }), { choices: ['a'], text });

  it.each([
    ['words', ' a b ', 'a b'],
    ['lines as a browser sends them', 'a\r\nb\rc', 'a\nb\nc'],
    ['exactly as many characters as possible', '0123456789', '0123456789'],
    ['as many emoji as possible, each one character', '😀'.repeat(10), '😀'.repeat(10)],
    ['characters no database takes', 'a\u0000b\u0007\ud800c', 'abc'],
    ['markup, kept as text', '<b>{{x}}</b>'.slice(0, 10), '<b>{{x}}</'],
  ])('of %s is kept', (_what, text, kept) => {
    expect(write(text)).toEqual({ choices: [], text: kept, correct: null });
  });

  it.each([
    ['nothing', null, 'answer.text-missing'],
    ['spaces', ' \n\t', 'answer.text-missing'],
    ['only characters that are dropped', '\u0000\u0007', 'answer.text-missing'],
    ['one character too many', '0123456789a', 'answer.text-too-long'],
  ])('of %s is refused', (_what, text, code) => {
    expect(codeOf(() => write(text))).toBe(code);
  });

  it('has a limit even when none was written', () => {
    expect(codeOf(() => write('x'.repeat(1001), null))).toBe('answer.text-too-long');
  });
});

it.each(['info', 'video'] as const)('%s is confirmed, whatever is sent along', (kind) => {
  expect(gradeAnswer(brick(kind), { choices: ['z'], text: 'x' })).toEqual({ choices: [], text: null, correct: null });
});
