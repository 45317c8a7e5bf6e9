import { Locales, Templates, wordsFolder } from '@relais/platform';
import { structureFaults, visibleText } from './html-check.js';
import { sampleView, type Language } from './sample-views.js';

const locales = Locales.load(wordsFolder('content', 'locales'));
const templates = Templates.load(wordsFolder('content', 'templates'), locales);
const KINDS = ['quiz', 'poll', 'open', 'info', 'video'] as const;
type Kind = (typeof KINDS)[number];
const EVERY = KINDS.flatMap((kind) => (['en', 'fr'] as const).map((language) => [kind, language] as const));

const strip = (html: string) =>
  html
    .replace(/<\/p>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .trim();

function contextOf(kind: Kind, language: Language, changes: object = {}) {
  const view = sampleView(kind, language);
  return {
    locale: language as string,
    line: { name: view.line.name },
    kind,
    title: view.title,
    bodyHtml: view.bodyHtml,
    bodyText: strip(view.bodyHtml),
    options: view.options.map((option) => ({ ...option, letter: option.id.toUpperCase(), text: strip(option.html) })),
    multiple: false,
    references: view.references,
    video: view.video,
    firstName: '{{rep.firstName}}',
    answerUrl: '{{answerUrl}}',
    unsubscribeUrl: '{{unsubscribeUrl}}',
    repeatWhy: '',
    replyMarker: '',
    replyHint: '',
    ...changes,
  };
}

const html = (kind: Kind, language: Language, changes = {}) =>
  templates.render('mail/brick.html', contextOf(kind, language, changes));
const text = (kind: Kind, language: Language, changes = {}) =>
  templates.render('mail/brick.text', contextOf(kind, language, changes));

describe('the mail of a brick', () => {
  it.each(EVERY)('%s in %s: HTML of at most 20 KB that fetches nothing', (kind, language) => {
    const mail = html(kind, language);
    expect(Buffer.byteLength(mail)).toBeLessThanOrEqual(20_000);
    expect(mail).not.toMatch(/<img|<script|@import|url\(/i);
    expect(structureFaults(mail.replace(/<!--\[if[\s\S]*?\[endif\]-->/g, ''))).toEqual([]);
    expect(visibleText(mail)).not.toMatch(/\b(mail|kind|answer)\.[a-z]/);
    expect(mail).toMatch(new RegExp(`<html lang="${language}"`));
  });

  it.each(EVERY)('%s in %s: leaves the places of each rep untouched, to be filled later', (kind, language) => {
    for (const part of [html(kind, language), text(kind, language)]) {
      expect(part).toContain('{{rep.firstName}}');
      expect(part).toContain('{{answerUrl}}');
      expect(part).toContain('{{unsubscribeUrl}}');
      expect(
        part
          .match(/\{\{[^}]*\}\}/g)!
          .filter((hole) => !['{{rep.firstName}}', '{{answerUrl}}', '{{unsubscribeUrl}}'].includes(hole)),
      ).toEqual([]);
    }
  });

  it.each(['quiz', 'poll'] as const)('%s: each option is a link of its own, in both parts', (kind) => {
    for (const { id } of sampleView(kind, 'en').options) {
      expect(html(kind, 'en')).toContain(`<a class="row ink" href="{{answerUrl}}?choice=${id}"`);
      expect(text(kind, 'en')).toContain(`${id.toUpperCase()}) `);
      expect(text(kind, 'en')).toContain(`\n   {{answerUrl}}?choice=${id}\n`);
    }
    expect(visibleText(html(kind, 'en'))).toContain('change your mind before you confirm');
  });

  it.each([
    ['open', 'Write my answer'],
    ['info', 'I have read it'],
    ['video', 'Watch and confirm'],
  ] as const)('%s: one button, “%s”', (kind, words) => {
    const mail = html(kind, 'en');
    expect(mail.match(/<a class="cta"/g)).toHaveLength(1);
    expect(mail).toMatch(new RegExp(`<v:roundrect[^>]*href="\\{\\{answerUrl\\}\\}"[\\s\\S]*${words}`)); // Outlook on Windows
    expect(visibleText(mail)).toContain(words);
    expect(text(kind, 'en')).toMatch(/:\n\{\{answerUrl\}\}\n/);
  });

  it('a video is linked in both parts', () => {
    for (const part of [html('video', 'fr'), text('video', 'fr')])
      expect(part).toContain('https://video.kelvane.example/k2-install');
  });

  it.each([
    ['quiz', false],
    ['open', false],
    ['info', true],
  ] as const)('%s: the reference waits for the answer unless there is nothing to answer: %s', (kind, shown) => {
    expect(html(kind, 'en').includes('docs.kelvane')).toBe(shown);
    expect(text(kind, 'en').includes('docs.kelvane')).toBe(shown);
  });

  it('says why a brick came again', () => {
    const repeatWhy = locales.t('fr', 'why.wrong-last-time', { days: 1 });
    expect(visibleText(html('quiz', 'fr', { repeatWhy }))).toContain('Un second essai');
    expect(text('quiz', 'fr', { repeatWhy })).toContain('Un second essai');
  });

  it('says that several answers may be right', () => {
    expect(visibleText(html('quiz', 'en', { multiple: true }))).toContain('Several answers may be right');
  });

  it('is dark where the reader is dark, and survives Outlook', () => {
    const mail = html('quiz', 'en');
    for (const part of [
      'name="color-scheme"',
      'prefers-color-scheme:dark',
      '<!--[if mso]>',
      'bgcolor=',
      'role="presentation"',
    ])
      expect(mail).toContain(part);
  });

  it('keeps hostile words words', () => {
    const hostile = '"><script>alert(1)</script>';
    const mail = html('info', 'en', {
      title: hostile,
      line: { name: hostile },
      references: [{ title: hostile, url: hostile }],
    });
    expect(mail).not.toContain('<script');
  });

  it('reads well as plain text', () => {
    expect(text('quiz', 'en').replaceAll('\u00a0', ' ')).toMatchInlineSnapshot(`
      "Hello {{rep.firstName}}

      Question (First steps with Kelvane)

      Which probe for a freezer room at −25 °C?

      A fish wholesaler has a walk-in freezer room that runs at −25 °C. He wants the air temperature, an alarm on his phone, and nothing he does not need.

      What do you quote?

      To answer, open the link of your choice. You can change your mind on the page before you confirm.

      A) The K8, with its probe on a cable
         {{answerUrl}}?choice=a

      B) The K2 Buffer, with its glycol bottle
         {{answerUrl}}?choice=b

      C) The K2, placed inside the room
         {{answerUrl}}?choice=c

      D) The K-Trace, with its position sensor
         {{answerUrl}}?choice=d

      ---
      You get this because your company sells our products and you are in the line “First steps with Kelvane”.
      This link is yours alone. Please do not forward it.

      Choose, pause or stop these mails
      {{unsubscribeUrl}}
      "
    `);
  });
});
