import type { AnswerView } from '@relais/delivery';
import { loadPages } from '../../../../test/browser/sample-pages.js';
import { sampleView } from '../../../../test/browser/sample-views.js';
import { NO_DRAFT, renderAnswerPage } from './answer-page.js';
import { AnswerSheets } from './answer-sheets.js';

const pages = loadPages();
const TOKEN = '0123456789abcdefghjkmnpqrstvwxyz';
const ZONE = 'Europe/Paris';
const rep = (view: AnswerView, changes: Partial<AnswerView['rep']>): AnswerView => ({
  ...view,
  rep: { ...view.rep, ...changes },
});
const ANA = { firstName: 'Ana <b>', lastName: "O'Hara & co", partnerName: 'Frío "Sur" = más' };
const NAMELESS = { firstName: '', lastName: ' ', partnerName: 'Acme' };

/** Renders views one after the other with the same sheets: whoever comes later finds those of the ones before. */
function sameAsRendered(views: AnswerView[], choices: string[][] = [[]], tokens = [TOKEN]): void {
  const sheets = new AnswerSheets(pages);
  for (const token of tokens)
    for (const view of views)
      for (const chosen of choices) {
        const page = { token, zone: ZONE };
        const draft = { ...NO_DRAFT, choices: chosen };
        expect(sheets.fill(view, page, draft).toString()).toBe(renderAnswerPage(pages, view, page, draft));
      }
}

describe('a page filled into its sheet is the page rendered', () => {
  it.each(
    (['quiz', 'poll', 'open', 'info', 'video'] as const).flatMap((kind) =>
      (['en', 'fr'] as const).map((language) => [kind, language] as const),
    ),
  )('of a %s in %s, for one rep after the other', (kind, language) => {
    const view = sampleView(kind, language);
    sameAsRendered([view, rep(view, ANA), rep(view, NAMELESS), view], [[]], [TOKEN, 'another~token']);
  });

  it('with whatever was chosen', () => {
    const choices = [[], ['b'], ['B'], ['z'], ['b', 'z'], ['a', 'b'], ['b', 'b'], ['b']];
    sameAsRendered([sampleView('quiz', 'en'), sampleView('quiz', 'en', { multiple: true })], choices);
  });

  it.each([
    ['its words', { title: 'Other words' }],
    ['its text, which may name the rep', { bodyHtml: '<p>For Claire</p>' }],
    ['an option', { options: [{ id: 'a', html: 'another' }] }],
    ['the last day', { answerUntil: new Date('2027-01-05T08:00:00Z') }],
    ['the line', { line: { slug: 'first-steps', name: 'Another line' } }],
    ['the language of the brick', { locale: 'de' }],
    ['why it came again', { repeat: { occurrence: 1, why: { code: 'right', days: 3 }, otherWords: true } }],
    ['a film', { video: { url: 'https://films.example/1', minutes: 2 } }],
  ] as [string, Partial<AnswerView>][])('when %s differs', (_, changes) => {
    const view = sampleView('quiz', 'en');
    sameAsRendered([view, { ...view, ...changes }, view]);
  });

  it('when somebody wrote what marks the holes', () => {
    const view = sampleView('quiz', 'en');
    sameAsRendered([rep(view, { firstName: 'XqTokenQx', partnerName: 'XqNameQx' }), view]);
  });

  it('and a refused answer is shown with its fault', () => {
    const view = sampleView('open', 'en');
    const draft = { choices: [], text: 'x'.repeat(50), fault: 'answer.text-too-long' };
    const page = { token: TOKEN, zone: ZONE };
    const html = new AnswerSheets(pages).fill(view, page, draft).toString();
    expect(html).toBe(renderAnswerPage(pages, view, page, draft));
    expect(html).toContain('role="alert"');
  });
});
