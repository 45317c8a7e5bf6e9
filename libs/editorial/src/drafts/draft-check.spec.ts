import { checkDraft } from './draft-check.rules.js';
import type { DraftDocument } from './draft-document.js';
import { documentOf } from './draft-files.rules.js';
import { diffBricks } from './diff.rules.js';
import { readContent } from '../content/content-files.js';
import { digestOf } from '../digest.rules.js';

const PLACE = { slug: 'probe', position: 10, day: null, on: null, mode: 'sequence' as const, master: 'en' };

function aDraft(change: (draft: DraftDocument) => void = () => {}): DraftDocument {
  const wording = (locale: string, title: string): DraftDocument['wordings'][number] => ({
    locale,
    title,
    body: 'Which one is it?',
    options: [
      { id: 'a', text: `${title} one` },
      { id: 'b', text: `${title} two` },
    ],
    explanation: 'Because of *this*.',
    correction: null,
    references: null,
    video: null,
    revision: 1,
  });
  const draft: DraftDocument = {
    kind: 'quiz',
    theme: 'range',
    multiple: false,
    maxLength: null,
    right: ['b'],
    wordings: [wording('fr', 'La sonde'), wording('en', 'The probe')],
    variants: [
      {
        multiple: null,
        right: ['a'],
        wordings: [
          { locale: 'en', title: null, body: 'Once more?', options: [{ id: 'a', text: 'This' }, { id: 'b', text: 'That' }], explanation: null }, // prettier-ignore
          { locale: 'fr', title: null, body: 'Encore ?', options: [{ id: 'a', text: 'Ceci' }, { id: 'b', text: 'Cela' }], explanation: null }, // prettier-ignore
        ],
      },
    ],
  };
  change(draft);
  return draft;
}
const english = (draft: DraftDocument) => draft.wordings[1]!;
const where = (draft: DraftDocument, place = {}) =>
  checkDraft(draft, { ...PLACE, ...place }).faults.map((fault) => fault.where);

describe('a draft', () => {
  it('without a fault is the brick its files would say', () => {
    const { brick, faults, outdated } = checkDraft(aDraft(), PLACE);
    expect([faults, outdated]).toEqual([[], []]);
    expect(brick).toMatchObject({ master: 'en', right: ['b'], wordings: { fr: { title: 'La sonde' } } });
    expect(brick!.variants![0]).toMatchObject({
      right: ['a'],
      wordings: { fr: { body: 'Encore ?', title: 'La sonde' } },
    });
  });

  it('marks translations whose master was revised since', () => {
    expect(
      checkDraft(
        aDraft((d) => (english(d).revision = 2)),
        PLACE,
      ).outdated,
    ).toEqual(['fr']);
  });

  it.each<[string, (draft: DraftDocument) => void, string[]]>([
    ['an empty title', (d) => (english(d).title = ' '), ['wordings.1.title']],
    ['an empty body', (d) => (english(d).body = ''), ['wordings.1.body']],
    ['no explanation', (d) => (english(d).explanation = null), ['wordings.1.explanation']],
    ['no right answer', (d) => (d.right = []), ['wordings.1.options']],
    ['one option', (d) => (english(d).options.pop(), d.wordings[0]!.options.pop(), (d.right = ['a'])), ['wordings.1.options']], // prettier-ignore
    ['an option twice', (d) => (english(d).options[1]!.text = 'The probe one'), ['wordings.1.options.1.text']],
    ['an empty option', (d) => (english(d).options[0]!.text = ''), ['wordings.1.options.0.text']],
    ['an option not translated', (d) => d.wordings[0]!.options.pop(), ['wordings.0.options']],
    ['a title in no language', (d) => (d.wordings[0]!.locale = 'xx-nowhere'), ['wordings.0.locale']],
    ['a language twice', (d) => (d.wordings[0]!.locale = 'en'), ['wordings.1.locale']],
    [
      'no text in the language of the line',
      (d) => (english(d).locale = 'de'),
      ['wordings', 'variants.0.wordings.2.body'],
    ],
    ['a theme that is no slug', (d) => (d.theme = 'Not a slug'), ['theme']],
    ['a name nobody fills in', (d) => (english(d).title = 'Hello {{rep.age}}'), ['wordings.1.title']],
    ['a picture', (d) => (english(d).body = 'One\n\ntwo ![x](https://x.example/y.png)'), ['wordings.1.body']],
    ['a link in an option', (d) => (english(d).options[0]!.text = '[x](https://x.example)'), ['wordings.1.options.0.text']], // prettier-ignore
    ['a reference without address', (d) => (english(d).references = [{ title: 'Manual', url: '' }]), ['wordings.1.references.0.url']], // prettier-ignore
    ['a reference that runs code', (d) => (english(d).references = [{ title: 'Manual', url: 'javascript:alert(1)' }]), ['wordings.1.references.0.url']], // prettier-ignore
    ['a variant with a picture', (d) => (d.variants[0]!.wordings[0]!.body = '![x](https://x.example/y.png)'), ['variants.0.wordings.0.body']], // prettier-ignore
    ['a variant without right answer', (d) => (d.variants[0]!.right = []), ['variants.0.wordings.0.options']],
    ['a variant that says nothing', (d) => d.variants.push({ multiple: null, right: [], wordings: [] }), ['variants.1.wordings.0.body']], // prettier-ignore
    ['a variant in the words of the question', (d) => (d.variants[0]!.wordings[0]! = { ...english(d) }), ['variants.0.wordings.0.body', 'variants.0.wordings.1.title', 'variants.0.wordings.1.explanation']], // prettier-ignore
    ['a variant with an explanation alone', (d) => (d.variants[0]!.wordings = ['en', 'fr'].map((locale) => ({ locale, title: null, body: null, options: null, explanation: 'So.' }))), ['variants.0.wordings.0.body']], // prettier-ignore
    ['a variant not translated at all', (d) => d.variants[0]!.wordings.pop(), ['variants.0.wordings.1.body', 'variants.0.wordings.1.options']], // prettier-ignore
    ['a variant with a title in one language', (d) => (d.variants[0]!.wordings[0]!.title = 'Again'), ['variants.0.wordings.1.title']], // prettier-ignore
    ['a title of a variant that the original has not', (d) => (d.variants[0]!.wordings[1]!.title = 'Encore'), ['variants.0.wordings.1.title']], // prettier-ignore
    ['an option of a variant twice', (d) => (d.variants[0]!.wordings[0]!.options![1]!.text = 'This'), ['variants.0.wordings.0.options.1.text']], // prettier-ignore
    ['front matter in the text', (d) => (english(d).body = '---\nkind: info\n---\n# Big'), ['wordings.1.body']],
  ])('with %s says where', (_, change, expected) => {
    expect(where(aDraft(change)).filter((w, i, all) => all.indexOf(w) === i).sort()).toEqual(expected.sort()); // prettier-ignore
  });

  it('of a calendar line without a date says so', () => {
    expect(where(aDraft(), { mode: 'calendar' })).toEqual(['plan.day']);
    expect(where(aDraft(), { on: '2027-01-04' })).toEqual(['plan.on']);
  });

  it.each(['info', 'poll', 'open'] as const)('keeps what %s has no use for, without publishing it', (kind) => {
    const { brick, faults } = checkDraft(
      aDraft((d) => (d.kind = kind)),
      PLACE,
    );
    expect(faults).toEqual([]);
    expect([brick!.right, brick!.variants, brick!.wordings.en!.options.length]).toEqual([[], undefined, kind === 'poll' ? 2 : 0]); // prettier-ignore
  });

  it.each([
    'a: b',
    '{x',
    '"q',
    "it's",
    '## a heading',
    '- x',
    'yes',
    '007',
    '> fold',
    '|',
    '%',
    '@me',
    'a\n---\nb',
    '…: «x»',
  ])('says %j as it was typed', (text) => {
    const draft = aDraft((d) => {
      english(d).explanation = text;
      english(d).body = text;
      english(d).options[0]!.text = text.split('\n')[0]!;
      english(d).title = text.split('\n')[0]!;
    });
    const { brick, faults } = checkDraft(draft, PLACE);
    expect(faults).toEqual([]);
    expect(brick!.wordings.en).toMatchObject({ title: text.split('\n')[0], explanation: text });
  });
});

describe('a brick of files', () => {
  it.each(['test/fixtures/content/sound', 'content'])('of %s, as a draft, is the same brick', async (folder) => {
    const { lines } = await readContent(folder);
    for (const line of lines)
      for (const brick of line.bricks) {
        const { slug, position, day, on } = brick;
        const checked = checkDraft(documentOf(brick), {
          slug,
          position,
          day,
          on,
          mode: line.mode,
          master: line.locale,
        });
        expect([slug, checked.faults]).toEqual([slug, []]);
        expect([slug, digestOf(checked.brick!)]).toEqual([slug, digestOf(brick)]);
      }
  });
});

describe('what changed', () => {
  it('is told by field and language', () => {
    const [before, after] = [aDraft(), aDraft((d) => {
      d.right = ['a'];
      english(d).title = 'The new probe';
      english(d).options.push({ id: 'c', text: 'Three' });
      d.wordings.splice(0, 1);
      d.variants = [];
    })]; // prettier-ignore
    const changes = diffBricks(before, after);
    expect(changes).toEqual(
      expect.arrayContaining([
        { field: 'right', locale: null, before: 'b', after: 'a' },
        { field: 'title', locale: 'en', before: 'The probe', after: 'The new probe' },
        { field: 'options.c', locale: 'en', before: null, after: 'Three' },
        { field: 'title', locale: 'fr', before: 'La sonde', after: null },
        { field: 'variants.1.body', locale: 'en', before: 'Once more?', after: null },
      ]),
    );
    expect(changes.some(({ field, locale }) => field === 'body' && locale === 'en')).toBe(false);
    expect(diffBricks(before, aDraft())).toEqual([]);
  });
});
