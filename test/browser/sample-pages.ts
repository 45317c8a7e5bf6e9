import type { PreferencesView } from '@relais/delivery';
import { Locales, Templates, wordsFolder } from '@relais/platform';
import { NO_DRAFT, renderAnswerPage } from '../../apps/api/src/answer/answer-page.js';
import { renderClosedPage } from '../../apps/api/src/answer/closed-page.js';
import { renderResultPage, type AfterAnswer } from '../../apps/api/src/answer/result-page.js';
import { renderBoardPage } from '../../apps/api/src/boards-page/board-page.js';
import { renderHomePage } from '../../apps/api/src/home/home-page.js';
import { renderMailboxPage, renderMailPage, type MailOpened } from '../../apps/api/src/mailbox/mailbox-page.js';
import { renderMessagePage } from '../../apps/api/src/pages/message-page.js';
import { Pages } from '../../apps/api/src/pages/pages.js';
import { renderUnsubscribePage } from '../../apps/api/src/unsubscribe/unsubscribe-page.js';
import { sampleOutcome, sampleView, type Language } from './sample-views.js';

/** The real locales, templates and stylesheet. */
export function loadPages(publicUrl = 'http://localhost:3000'): Pages {
  const locales = Locales.load(wordsFolder('content', 'locales'));
  const templates = Templates.load(wordsFolder('content', 'templates'), locales);
  return Pages.load({ RELAIS_CONTENT_DIR: 'content', publicUrl }, locales, templates);
}

const PAGE = { token: '0123456789abcdefghjkmnpqrstvwxyz', zone: 'Europe/Paris' };
const AFTER: AfterAnswer = {
  won: 10,
  pending: false,
  standings: [{ path: '/boards/winter-sprint', name: 'Winter sprint', points: 40, rank: 3, of: 294 }],
  next: { title: 'K2 Buffer', token: PAGE.token },
};
const NOTHING: AfterAnswer = { won: null, pending: true, standings: [], next: null };
const AT = new Date('2026-11-22T14:05:00Z');
const MAIL: MailOpened = {
  id: '12',
  to: 'claire@acme.example',
  subject: 'Which probe for a freezer room at −25 °C?',
  date: AT,
  delivery: '4711',
  headers: [
    { name: 'Subject', value: 'Which probe' },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ],
  text: 'Hello Claire\n\nA) The K8\n',
  html: '<p>Hello</p>',
  source: 'Subject: Which probe\r\n\r\nHello',
};
const NAMES = [
  'Claire D.',
  'Jürgen B.',
  'Ana-Sofía Villanueva de la Torre',
  'Tom O.',
  'Inès M.',
  'Åsa L.',
  'Noor H.',
  'Wei Z.',
];

/** Every page in every state worth a look, rendered from samples. */
export function samplePages(pages: Pages, language: Language): Record<string, string> {
  const view = (kind: Parameters<typeof sampleView>[0], changes = {}) => sampleView(kind, language, changes);
  const result = (kind: Parameters<typeof sampleView>[0], outcome = {}, after = AFTER, changes = {}) =>
    renderResultPage(
      pages,
      view(kind, { state: 'answered', ...changes }),
      sampleOutcome(language, outcome),
      PAGE,
      after,
    );
  const why = { occurrence: 1, why: { code: 'wrong-last-time', days: 1 }, otherWords: true };
  const noted = { choices: [], correct: null, right: [], explanationHtml: null };
  return {
    'answer-quiz': renderAnswerPage(pages, view('quiz'), PAGE),
    'answer-quiz-chosen': renderAnswerPage(pages, view('quiz', { repeat: why }), PAGE, { ...NO_DRAFT, choices: ['C'] }),
    'answer-quiz-multiple': renderAnswerPage(pages, view('quiz', { multiple: true }), PAGE, {
      ...NO_DRAFT,
      choices: ['b', 'd'],
    }),
    'answer-quiz-missing': renderAnswerPage(pages, view('quiz'), PAGE, { ...NO_DRAFT, fault: 'answer.choice-missing' }),
    'answer-poll': renderAnswerPage(pages, view('poll'), PAGE),
    'answer-open': renderAnswerPage(pages, view('open'), PAGE),
    'answer-open-too-long': renderAnswerPage(pages, view('open'), PAGE, {
      choices: [],
      text: 'Long '.repeat(140),
      fault: 'answer.text-too-long',
    }),
    'answer-info': renderAnswerPage(pages, view('info'), PAGE),
    'answer-video': renderAnswerPage(pages, view('video'), PAGE),
    'result-right': result('quiz'),
    'result-wrong': result('quiz', { choices: ['a'], correct: false }, { ...AFTER, won: 0 }),
    'result-multiple': result('quiz', { choices: ['b', 'd'], right: ['b', 'c'], correct: false }, NOTHING, {
      multiple: true,
    }),
    'result-again': result('quiz', { fresh: false }, { ...AFTER, won: null, next: null }),
    'result-poll': result('poll', {
      ...noted,
      choices: ['b'],
      shares: [
        { id: 'a', share: 0.22 },
        { id: 'b', share: 0.61 },
        { id: 'c', share: 0.17 },
      ],
    }),
    'result-open': result('open', {
      ...noted,
      text: 'And who reads it\nat three in the morning?',
      explanationHtml: '<p>“Who reads it at night?”</p>',
    }),
    'result-info': result('info', noted, NOTHING),
    expired: renderClosedPage(pages, view('quiz', { state: 'expired' }), PAGE, AFTER.next),
    withdrawn: renderClosedPage(pages, view('quiz', { state: 'withdrawn' }), PAGE, null),
    'broken-link': renderMessagePage(pages, language, {
      heading: 'error.link.title',
      paragraphs: ['error.link.one', 'error.link.two'],
    }),
    fault: renderMessagePage(pages, language, {
      heading: 'error.internal.title',
      paragraphs: ['error.internal.what'],
      reference: '3f9c2a',
    }),
    unsubscribe: renderUnsubscribePage(pages, preferences(language), PAGE.token),
    'unsubscribe-chosen': renderUnsubscribePage(pages, preferences(language, { stopped: true }), PAGE.token, {
      done: 'chosen',
    }),
    'unsubscribe-nothing': renderUnsubscribePage(pages, preferences(language), PAGE.token, {
      done: null,
      wrong: 'pause',
    }),
    'unsubscribe-day': renderUnsubscribePage(pages, preferences(language), PAGE.token, {
      done: null,
      wrong: 'day',
      day: '2020-01-01',
    }),
    'unsubscribe-paused': renderUnsubscribePage(
      pages,
      preferences(language, { pausedUntil: '2026-12-24' }),
      PAGE.token,
      { done: 'paused' },
    ),
    'unsubscribe-all': renderUnsubscribePage(pages, preferences(language, { everything: true }), PAGE.token),
    board: renderBoardPage(pages, language, board(true), 'rep', null),
    'board-next': renderBoardPage(pages, language, board(true), 'partner', 'abc'),
    'board-empty': renderBoardPage(pages, language, board(false), 'segment', null),
    home: renderHomePage(pages, language, overview(), {
      mailbox: true,
      boards: [{ slug: 'winter-sprint', name: { en: 'Winter sprint', fr: 'Sprint d’hiver' } }],
    }),
    'home-empty': renderHomePage(
      pages,
      language,
      { lines: [], next: null, states: {} },
      { mailbox: false, boards: [] },
    ),
    mailbox: renderMailboxPage(pages, language, {
      mails: Array.from({ length: 6 }, () => MAIL),
      to: '',
      before: '',
      older: '6',
    }),
    'mailbox-empty': renderMailboxPage(pages, language, {
      mails: [],
      to: 'nobody@acme.example',
      before: '',
      older: null,
    }),
    'mail-html': renderMailPage(pages, language, MAIL, 'html'),
    'mail-text': renderMailPage(pages, language, MAIL, 'text'),
    'mail-headers': renderMailPage(pages, language, MAIL, 'headers'),
  };
}

function preferences(
  language: Language,
  { stopped = false, ...more }: { stopped?: boolean; everything?: boolean; pausedUntil?: string } = {},
): PreferencesView {
  const line = { slug: 'first-steps', name: { en: 'First steps with Kelvane', fr: 'Premiers pas avec Kelvane' } };
  const season = { slug: 'season', name: { en: 'Pharma season', fr: 'Saison pharma' } };
  return {
    rep: { firstName: 'Claire', locale: language, email: 'c…@acme.example' },
    line,
    lines: [
      { ...line, stopped },
      { ...season, stopped: false },
    ],
    everything: false,
    today: '2026-11-23',
    pausedUntil: null,
    ...more,
  };
}

function board(full: boolean) {
  const entries = full ? NAMES.map((name, i) => ({ rank: i + 1, name, points: 80 - i * 9 })) : [];
  return {
    board: { slug: 'winter-sprint', name: { en: 'Winter sprint', fr: 'Sprint d’hiver' } },
    asOf: AT,
    entries,
    next: full ? 'abc' : null,
  };
}

function overview() {
  const line = (slug: string, en: string, fr: string) => ({
    slug,
    name: { en, fr },
    enrolled: 294,
    planned: 120,
    accepted: 1874,
    answered: 1211,
    graded: 980,
    correct: 702,
  });
  return {
    lines: [
      line('first-steps', 'First steps with Kelvane', 'Premiers pas avec Kelvane'),
      {
        ...line('pharma-season', 'Pharma season', 'La saison pharma'),
        accepted: 0,
        answered: 0,
        graded: 0,
        correct: 0,
      },
    ],
    next: { at: new Date('2026-11-23T08:00:00Z'), count: 42 },
    states: { planned: 240, accepted: 1874, suppressed: 2 },
  };
}
