import { readFileSync } from 'node:fs';
import type { AnswerView } from '@relais/delivery';
import { structureFaults, visibleText } from '../../../../test/browser/html-check.js';
import { loadPages } from '../../../../test/browser/sample-pages.js';
import { sampleOutcome, sampleView } from '../../../../test/browser/sample-views.js';
import { NO_DRAFT, renderAnswerPage } from './answer-page.js';
import { renderClosedPage } from './closed-page.js';
import { renderResultPage, type AfterAnswer } from './result-page.js';

const pages = loadPages();
const PAGE = { token: '0123456789abcdefghjkmnpqrstvwxyz', zone: 'Europe/Paris' };
const NOTHING_YET: AfterAnswer = { won: null, pending: false, standings: [], next: null };
const KINDS = ['quiz', 'poll', 'open', 'info', 'video'] as const;
const BOTH = ['en', 'fr'] as const;

const ask = (view: AnswerView, draft = NO_DRAFT) => renderAnswerPage(pages, view, PAGE, draft);
const tell = (view: AnswerView, changes = {}, after = NOTHING_YET) =>
  renderResultPage(pages, { ...view, state: 'answered' }, sampleOutcome('en', changes), PAGE, after);
const checkedIn = (html: string) => [...html.matchAll(/value="([a-z])"[^>]* checked/g)].map(([, id]) => id);

describe('the page that asks', () => {
  it.each(KINDS.flatMap((kind) => BOTH.map((language) => [kind, language] as const)))(
    'says of a %s in %s whose answer it is',
    (kind, language) => {
      const html = ask(sampleView(kind, language));
      expect(visibleText(html)).toContain('Claire D. , Acme Froid');
      expect(html).not.toContain('Dubois'); // the name in full is nobody's business on a forwarded link
      expect(html).toMatch(new RegExp(`<form method="post" action="/a/${PAGE.token}"`));
      expect(html.match(/<button/g)).toHaveLength(1);
    },
  );

  it.each([
    ['quiz', 'Confirm my answer'],
    ['poll', 'Confirm my answer'],
    ['open', 'Confirm my answer'],
    ['info', 'I have read it'],
    ['video', 'I have watched it'],
  ] as const)('a %s is confirmed with “%s”', (kind, words) => {
    expect(visibleText(ask(sampleView(kind, 'en')))).toContain(words);
  });

  it.each([
    ['the one a link names', ['b'], false, ['b']],
    ['whatever its case', ['C'], false, ['c']],
    ['none for one that is not there', ['z'], false, []],
    ['none when a single choice was given twice', ['a', 'b'], false, []],
    ['all of several', ['a', 'D'], true, ['a', 'd']],
    ['none without a link', [], true, []],
  ])('preselects %s', (_, choices, multiple, expected) => {
    expect(checkedIn(ask(sampleView('quiz', 'en', { multiple }), { ...NO_DRAFT, choices }))).toEqual(expected);
  });

  it.each([
    [false, 'radio'],
    [true, 'checkbox'],
  ])('several answers %s: %s', (multiple, type) => {
    const html = ask(sampleView('quiz', 'en', { multiple }));
    expect(html.match(new RegExp(`<input type="${type}"`, 'g'))).toHaveLength(4);
    expect(html).toMatch(/<fieldset>\s*<legend/);
  });

  it('tells nothing of the key, even when a view holds it by mistake', () => {
    const clean = ask(sampleView('quiz', 'en'));
    expect(ask(sampleView('quiz', 'en', { outcome: sampleOutcome('en') }))).toBe(clean);
    expect(clean).not.toMatch(/Rule of thumb|docs\.kelvane|correct|right answer/);
  });

  it.each([
    ['quiz', false],
    ['poll', false],
    ['open', false],
    ['info', true],
    ['video', true],
  ] as const)('of a %s shows the reference before the answer: %s', (kind, shown) => {
    expect(ask(sampleView(kind, 'en')).includes('docs.kelvane')).toBe(shown);
  });

  it('shows on the result what no longer holds, and what is right now', () => {
    const right = [{ html: 'The <strong>K8</strong>', text: 'The K8' }];
    const notice = {
      kind: 'corrected' as const,
      at: new Date(0),
      reason: 'Le prix <b>a changé</b>.',
      was: [{ html: 'K2', text: 'K2' }],
      right,
      explanation: { html: '<p>Why, now</p>', text: '' },
    };
    const html = tell(sampleView('quiz', 'fr', { notice }));
    for (const text of [
      'La bonne réponse a été corrigée',
      'Elle donnait pour juste',
      'La bonne réponse désormais',
      'Why, now',
      'points ne changent pas',
    ])
      expect(visibleText(html)).toContain(text);
    expect(html).toContain('<li>The <strong>K8</strong></li>');
    expect(html).not.toContain('<b>a changé</b>');
    expect(visibleText(tell(sampleView('quiz', 'en')))).not.toContain('It called right');
  });

  it('tells why a brick came again', () => {
    const why = { code: 'right-in-a-row', count: 2, days: 10 };
    const again = (otherWords: boolean) =>
      visibleText(ask(sampleView('quiz', 'fr', { repeat: { occurrence: 2, why, otherWords } })));
    expect(again(false)).toContain('2 bonnes réponses de suite');
    expect(again(false)).not.toContain('demandé autrement');
    expect(again(true)).toContain('C’est le même point, demandé autrement.');
  });

  it.each([
    ['answer.choice-missing', 'quiz', 'choice-a', 'Choose an answer'],
    ['answer.one-choice-only', 'quiz', 'choice-a', 'one answer only'],
    ['answer.text-missing', 'open', 'text', 'Write a few words'],
    ['answer.text-too-long', 'open', 'text', '1,000 characters long. Shorten it to 600'],
    ['answer.some-new-code', 'quiz', 'choice-a', 'cannot be recorded as it is'],
  ] as const)('leads from the summary of %s to the field', (fault, kind, target, words) => {
    const html = ask(sampleView(kind, 'en'), { choices: [], text: 'x'.repeat(1000), fault });
    expect(html).toContain(`<a href="#${target}">`);
    expect(html).toContain('role="alert"');
    expect(visibleText(html)).toContain(words);
    expect(html).toMatch(/<title>Error: /);
    expect(structureFaults(html)).toEqual([]);
  });

  it('keeps what was typed, to the letter', () => {
    const typed = '\n\n  two lines first </textarea><script>alert(1)</script> & "quotes"';
    const html = ask(sampleView('open', 'en'), { choices: [], text: typed, fault: 'answer.text-too-long' });
    const [, kept = ''] = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)!;
    // A browser drops the first line break of a text area: ours is there for that, the typed ones stay.
    expect(kept).toBe(
      '\n\n\n  two lines first &lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;',
    );
    expect(html).not.toContain('<script');
  });

  it('names the language of a brick that is not the page’s', () => {
    const html = ask(sampleView('quiz', 'en', { rep: { ...sampleView('quiz', 'fr').rep } }));
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<article lang="en">');
    expect(html).toMatch(/<legend lang="fr">Choisissez/);
  });

  it('speaks English to a rep whose language it has no words for', () => {
    const view = sampleView('quiz', 'en', { rep: { ...sampleView('quiz', 'en').rep, locale: 'ja' } });
    expect(ask(view)).toContain('<html lang="en">');
  });
});

describe('the page that tells', () => {
  it.each([
    ['right', { choices: ['c'], correct: true }, 'That’s right!', 'verdict right'],
    ['wrong', { choices: ['a'], correct: false }, 'Not this time', 'verdict wrong'],
  ])('says %s in words, with a sign', (_, outcome, words, tone) => {
    const html = tell(sampleView('quiz', 'en'), outcome);
    expect(visibleText(html)).toContain(words);
    expect(html).toMatch(new RegExp(`<div class="${tone}"><svg`));
    expect(html).toMatch(new RegExp(`<title>${words}`));
  });

  it.each([
    ['single, right', false, ['c'], ['c'], true, { c: 'Your answer, and it is right' }],
    ['single, wrong', false, ['a'], ['c'], false, { a: 'Your answer, not right', c: 'The right answer' }],
    [
      'several, half right',
      true,
      ['b', 'd'],
      ['b', 'c'],
      false,
      { b: 'Your answer, and it is right', c: 'Right too, you left it out', d: 'Your answer, not right' },
    ],
  ])('marks each option in words: %s', (_, multiple, choices, right, correct, marks: Record<string, string>) => {
    const html = tell(sampleView('quiz', 'en', { multiple }), { choices, right, correct });
    const shown = [...html.matchAll(/<li class="mark[\s\S]*?<\/li>/g)].map(([li]) => visibleText(li));
    expect(shown).toHaveLength(4);
    for (const line of shown) {
      const expected = marks[line[0]!.toLowerCase()];
      if (expected) expect(line).toContain(expected);
      else expect(line).not.toMatch(/answer|right/i);
    }
  });

  it('gives the explanation, the reference, the points, the place, the board and the next brick', () => {
    const text = visibleText(
      tell(
        sampleView('quiz', 'en'),
        {},
        {
          won: 10,
          pending: false,
          standings: [{ path: '/boards/winter-sprint', name: 'Winter sprint', points: 1240, rank: 3, of: 1294 }],
          next: { title: 'The next one', token: PAGE.token },
        },
      ),
    );
    for (const part of [
      'Rule of thumb',
      'K2 data sheet',
      '+10 points',
      '1,240 points',
      '3rd of 1,294',
      'See the board',
      'The next one',
    ])
      expect(text).toContain(part);
  });

  it.each([
    ['en', 1, '1st'],
    ['en', 2, '2nd'],
    ['en', 13, '13th'],
    ['en', 23, '23rd'],
    ['fr', 1, '1er'],
    ['fr', 2, '2e'],
  ] as const)('ranks in %s: %d is %s', (language, rank, words) => {
    const after = { ...NOTHING_YET, standings: [{ path: '/boards/x', name: 'X', points: 1, rank, of: 30 }] };
    expect(visibleText(tell(sampleView('quiz', language), {}, after))).toContain(`${words} `);
  });

  it('says that points follow when they could not be had in time', () => {
    expect(visibleText(tell(sampleView('quiz', 'en'), {}, { ...NOTHING_YET, pending: true }))).toContain(
      'The points follow',
    );
    expect(visibleText(tell(sampleView('quiz', 'en')))).not.toContain('The points follow');
  });

  it('says of a repeat when the answer was given, where the rep is', () => {
    expect(visibleText(tell(sampleView('quiz', 'en'), { fresh: false })).replace(/\u202f/g, ' ')).toContain(
      'You answered on November 22, 2026 at 3:05 PM',
    );
  });

  it('shows a poll as shares, in numbers and bars', () => {
    const html = tell(sampleView('poll', 'en'), {
      choices: ['b'],
      correct: null,
      right: [],
      shares: [
        { id: 'a', share: 0.25 },
        { id: 'b', share: 0.75 },
        { id: 'c', share: 0 },
      ],
    });
    expect([...html.matchAll(/class="fill" width="(\d+)%"/g)].map(([, width]) => width)).toEqual(['25', '75', '0']);
    expect(visibleText(html)).toMatch(/25% .* 75% .* 0%/);
    expect(html).toMatch(/<svg class="bar"[^>]*aria-hidden="true"/); // the number beside it says the same
    expect(html).not.toMatch(/class="mark (right|wrong)"|class="verdict (right|wrong)"/);
  });
});

describe('the page of a brick that is closed', () => {
  it.each([
    ['expired', 'It could be answered until December 22, 2026.', true],
    ['withdrawn', 'Its author withdrew it', false],
  ] as const)('%s: says so, and what it means', (state, words, policy) => {
    const text = visibleText(
      renderClosedPage(pages, sampleView('quiz', 'en', { state }), PAGE, { title: 'Another', token: PAGE.token }),
    );
    expect(text).toContain(words);
    expect(text.includes('What about late answers?')).toBe(policy);
    expect(text).toContain('Another');
  });
});

describe('texts that mean harm', () => {
  const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>{{t "x"}}' autofocus onfocus='alert(1)`;

  it.each(BOTH)('stay texts on every page, in %s', (language) => {
    const view = sampleView('quiz', language, {
      title: HOSTILE,
      rep: {
        id: 1,
        firstName: HOSTILE,
        lastName: HOSTILE,
        locale: language,
        timeZone: 'Europe/Paris',
        partnerName: HOSTILE,
      },
      line: { slug: 'x', name: HOSTILE },
      references: [{ title: HOSTILE, url: `https://x.example/${HOSTILE}` }],
    });
    const after = {
      won: 1,
      pending: false,
      standings: [{ path: '/boards/x', name: HOSTILE, points: 1, rank: 1, of: 2 }],
      next: { title: HOSTILE, token: HOSTILE },
    };
    for (const html of [
      ask(view),
      renderAnswerPage(pages, view, { ...PAGE, token: HOSTILE }),
      renderResultPage(pages, view, sampleOutcome(language, { text: HOSTILE }), PAGE, after),
      renderClosedPage(pages, { ...view, state: 'expired' }, PAGE, after.next),
    ]) {
      expect(html).not.toMatch(/<script|<img|<[^>]*\sonerror=|<[^>]*\sonfocus=/i);
      expect(structureFaults(html)).toEqual([]);
    }
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:alert(1)', '//evil.example', ' https://x'])(
    'an address %j never becomes a link',
    (url) => {
      const view = sampleView('video', 'en', { video: { url, minutes: 1 }, references: [{ title: 'x', url }] });
      expect(ask(view)).not.toMatch(/href="(?!#|data:image|\/)/);
      expect(tell(view, { correct: null, right: [] })).not.toMatch(/href="(?!#|data:image|\/)/);
    },
  );

  it('of every kind people have thought of leave the structure of each page whole', () => {
    const naughty = JSON.parse(readFileSync('test/fixtures/naughty-strings/blns-sample.json', 'utf8')) as string[];
    const faults = naughty.flatMap((text) => {
      const view = sampleView('open', 'en', {
        title: text,
        line: { slug: 'x', name: text },
        rep: { ...sampleView('open', 'en').rep, firstName: text, lastName: text, partnerName: text },
      });
      const typed = { choices: [text], text, fault: 'answer.text-too-long' };
      const told = renderResultPage(pages, view, sampleOutcome('en', { text }), PAGE, NOTHING_YET);
      return [ask(view, typed), told]
        .flatMap((html) => [...structureFaults(html), ...(html.match(/<script|<img/gi) ?? [])])
        .map((fault) => `${JSON.stringify(text)}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });
});
