import { gradeAnswer } from './kinds/index.js';
import type { PublishedBrick, Wording } from './published-brick.js';
import { askedAs, variantAt } from './variant.rules.js';
import { wordingFor } from './wording.rules.js';

const wording = (title: string): Wording => ({
  title,
  bodyHtml: `<p>${title}</p>`,
  bodyText: title,
  bodySource: title,
  options: ['a', 'b', 'c'].map((id) => ({ id, html: id, text: id, source: id })),
  references: [],
  video: null,
  outdated: false,
  revision: 1,
});
const answer = (id: string) => ({ right: [id], explanations: { en: { html: id, text: id, source: id } } });
const brick: PublishedBrick = {
  versionId: 1,
  brickId: 1,
  lineId: 1,
  number: 1,
  kind: 'quiz',
  theme: null,
  question: {
    master: 'en',
    multiple: false,
    maxLength: null,
    wordings: { en: wording('base') },
    variants: ['first', 'second'].map((title) => ({ multiple: false, wordings: { en: wording(title) } })),
  },
  key: { ...answer('a'), variants: [answer('b'), answer('c')] },
};

describe('the variant of a presentation', () => {
  it.each([
    [0, 0, 0],
    [5, 0, 0],
    [0, 2, 0],
    [1, 2, 1],
    [2, 2, 2],
    [3, 2, 0],
    [4, 2, 1],
    [1, 1, 1],
    [2, 1, 0],
  ])('at occurrence %i of a version with %i variants it is %i', (occurrence, variants, expected) =>
    expect(variantAt(occurrence, variants)).toBe(expected),
  );

  it.each([
    [0, 'base', 'a'],
    [1, 'first', 'b'],
    [2, 'second', 'c'],
    [3, 'base', 'a'],
  ])('occurrence %i asks %s, and %s is right', (occurrence, title, right) => {
    const asked = askedAs(brick, occurrence);
    expect(wordingFor(asked, 'en')).toMatchObject({ wording: { title }, explanation: { text: right } });
    for (const id of ['a', 'b', 'c'])
      expect(gradeAnswer(asked, { choices: [id], text: null }).correct).toBe(id === right);
    expect(asked).toMatchObject({ versionId: 1, kind: 'quiz' });
  });

  it('is the brick itself where a version has none', () => {
    const { variants: _, ...question } = brick.question;
    const plain = { ...brick, question };
    expect(askedAs(plain, 7)).toBe(plain);
  });
});
