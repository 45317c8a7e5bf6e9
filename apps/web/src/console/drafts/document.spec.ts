import { differences } from './differences.ts';
import { outdatedIn, withKind, withLanguage, withOption, withOptionMoved, withoutOption, withRight, withTranslationCurrent, withTranslationsOutdated, type Document } from './document.ts'; // prettier-ignore
import { withOwnOptions, withoutVariant, withVariant, withVariantBack, withVariantChanged } from './variants.ts'; // prettier-ignore

const wording = (locale: string, texts: string[]) => ({
  locale,
  title: `Title ${locale}`,
  body: '',
  options: texts.map((text, i) => ({ id: 'abcdef'[i]!, text })),
  explanation: null,
  correction: null,
  references: null,
  video: null,
  revision: 1,
});
const quiz = (change: Partial<Document> = {}): Document => ({
  kind: 'quiz',
  theme: null,
  multiple: false,
  maxLength: null,
  right: ['b'],
  wordings: [wording('en', ['one', 'two', 'three']), wording('fr', ['un', 'deux'])],
  variants: [],
  ...change,
});
const textsOf = ({ wordings }: Document) => wordings.map(({ options }) => options.map(({ id, text }) => `${id} ${text}`).join(', ')); // prettier-ignore

it.each([
  ['removed before the right one', (d: Document) => withoutOption(d, 0), ['a two, b three', 'a deux, b '], ['a']],
  ['that was right removed', (d: Document) => withoutOption(d, 1), ['a one, b three', 'a un, b '], []],
  ['moved up', (d: Document) => withOptionMoved(d, 1, -1), ['a two, b one, c three', 'a deux, b un, c '], ['a']],
  ['moved beyond the end', (d: Document) => withOptionMoved(d, 2, 1), ['a one, b two, c three', 'a un, b deux, c '], ['b']], // prettier-ignore
  ['added', withOption, ['a one, b two, c three, d ', 'a un, b deux, c , d '], ['b']],
])('an option %s changes every language, and what was right stays right', (_, change, texts, right) => {
  const changed = change(quiz());
  expect(textsOf(changed)).toEqual(texts);
  expect(changed.right).toEqual(right);
});

it('has six options at most', () => {
  const full = quiz({ wordings: [wording('en', ['1', '2', '3', '4', '5', '6'])] });
  expect(withOption(full)).toBe(full);
});

it.each([
  ['of a single choice, one is right at a time', false, ['c']],
  ['of several choices, each is marked by itself', true, ['b', 'c']],
])('%s', (_, multiple, right) => {
  expect(withRight(quiz({ multiple }), 'c', true, multiple).right).toEqual(right);
  expect(withRight(quiz({ multiple }), 'b', false, multiple).right).toEqual([]);
});

it('keeps the texts of a kind that has no use for them', () => {
  const info = withKind(quiz(), 'info');
  expect(textsOf(withKind(info, 'quiz'))).toEqual(textsOf(quiz()));
  expect(textsOf(withKind({ ...info, wordings: [wording('en', [])] }, 'poll'))).toEqual(['a , b , c ']);
});

it('marks translations outdated, and one of them current again', () => {
  const three = withLanguage(quiz(), 'de', 'en');
  const later = withTranslationsOutdated(three, 'en');
  expect([outdatedIn(three, 'en'), outdatedIn(later, 'en')]).toEqual([[], ['fr', 'de']]);
  expect(outdatedIn(withTranslationCurrent(later, 'fr', 'en'), 'en')).toEqual(['de']);
});

describe('a variant', () => {
  const varied = () => withVariant(quiz());

  it('begins as a copy of the question in every language', () => {
    const [variant] = varied().variants;
    expect(variant).toMatchObject({ multiple: null, right: ['b'] });
    expect(variant!.wordings.map(({ locale, title, options }) => [locale, title, options?.length])).toEqual([
      ['en', 'Title en', 3],
      ['fr', 'Title fr', 2],
    ]);
  });

  it('has options of its own or those of the question', () => {
    const shared = withOwnOptions(varied().variants[0]!, quiz(), false);
    expect([shared.right, shared.wordings.map(({ options }) => options)]).toEqual([[], [null, null]]);
    expect(withOwnOptions(shared, quiz(), true)).toEqual(varied().variants[0]);
  });

  it('that is changed leaves the question and the others as they are', () => {
    const two = withVariant(varied());
    const changed = withVariantChanged(two, 1, (variant) => withoutOption(variant, 0));
    expect([changed.right, changed.variants[0], changed.variants[1]!.right]).toEqual([['b'], two.variants[0], ['a']]);
  });

  it('that was removed comes back where it was, with a place for a language that came since', () => {
    const two = withVariantChanged(withVariant(varied()), 0, (variant) => ({ ...variant, right: ['c'] }));
    const less = withLanguage(withoutVariant(two, 0), 'de', 'en');
    expect(less.variants.map(({ right, wordings }) => [right, wordings.length])).toEqual([[['b'], 3]]);
    const back = withVariantBack(less, 0, two.variants[0]!);
    expect(back.variants.map(({ right }) => right)).toEqual([['c'], ['b']]);
    expect(back.variants[0]!.wordings[2]).toEqual({ locale: 'de', title: null, body: null, options: ['a', 'b', 'c'].map((id) => ({ id, text: '' })), explanation: null }); // prettier-ignore
  });

  it('is one of nine at most', () => {
    const many = Array.from({ length: 12 }).reduce<Document>((document) => withVariant(document), quiz());
    expect(many.variants).toHaveLength(9);
  });
});

it.each([
  ['a text', { title: 'a' }, { title: 'b' }, [{ where: 'title', mine: 'a', theirs: 'b' }]],
  ['one entry of a list', { right: ['a'] }, { right: ['a', 'c'] }, [{ where: 'right.1', mine: '', theirs: 'c' }]],
  ['nothing and an empty text alike', { explanation: null }, { explanation: '' }, []],
  ['a branch that only one has', {}, { video: { url: 'x' } }, [{ where: 'video.url', mine: '', theirs: 'x' }]],
])('finds where two documents differ: %s', (_, mine, theirs, found) => {
  expect(differences(mine, theirs)).toEqual(found);
});
