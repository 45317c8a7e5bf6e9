import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { DatabaseModule } from '@relais/platform';
import { edited, inFolder, soundFiles, type Files } from '../../../test/fixtures/content/content-folder.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { EditorialModule, PublishingService, readContent, RetractionsQueries } from './index.js';

const QUIZ = 'lines/welcome/020-which-probe.en.md';
const QUIZ_FR = 'lines/welcome/020-which-probe.fr.md';
const LINE = 'lines/welcome/line.yaml';
const sound = soundFiles();
const without = (files: Files, ...gone: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !gone.some((start) => name.startsWith(start))));
const renamed = (files: Files, from: string, to: string): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace(from, to), text]));

/** Another option is right. */
const corrected = (files: Files): Files =>
  edited(edited(files, QUIZ, '\n    right: true', ''), QUIZ, 'text: The **K8**', 'text: The **K8**\n    right: true');

describe('a quiz that no longer holds', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let publishing: PublishingService;
  beforeEach(async () => {
    db = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: db.url, poolSize: 4 }), EditorialModule],
    }).compile();
    publishing = app.get(PublishingService);
    await sync(sound);
  });
  afterEach(async () => {
    await app.close();
    await db.drop();
  });

  const sync = (files: Files) => inFolder(files, async (dir) => publishing.sync(await readContent(dir)));
  const retractions = () =>
    db.query(`SELECT b.slug, t.kind, t.until_version AS until, t.variants, t.reason FROM editorial.retraction t
              JOIN editorial.brick b ON b.id = t.brick_id ORDER BY t.id`);
  const versionId = async (number: number) =>
    (
      await db.query<{ id: number }>(
        `SELECT v.id FROM editorial.brick_version v JOIN editorial.brick b ON b.id = v.brick_id WHERE b.slug = 'which-probe' AND v.number = $1`,
        [number],
      )
    )[0]!.id;
  const standing = async (number: number, variant = 0) =>
    (await app.get(RetractionsQueries).standing(await versionId(number), variant))?.kind ?? null;
  const WITHDRAWN = { slug: 'which-probe', kind: 'withdrawn', until: 1, variants: null, reason: {} };

  it('is noted when its file says withdrawn', async () => {
    await sync(edited(sound, QUIZ, 'revision: 2', 'revision: 2\nwithdrawn: true'));
    expect(await retractions()).toEqual([WITHDRAWN]);
    expect(await standing(1)).toBe('withdrawn');
  });

  it('is noted when its files are gone, once, and holds again when they are back', async () => {
    await sync(without(sound, 'lines/welcome/020'));
    await sync(without(sound, 'lines/welcome/020'));
    expect(await retractions()).toEqual([WITHDRAWN]);
    await sync(sound);
    expect(await standing(1)).toBeNull();
    await sync(without(sound, 'lines/welcome/020'));
    expect(await retractions()).toEqual([WITHDRAWN, WITHDRAWN]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['its line is over', () => sync(without(sound, 'lines/welcome'))],
    ['it has another name', () => sync(renamed(sound, 'which-probe', 'the-right-probe'))],
    ['it moves', () => sync(renamed(sound, '020-which', '025-which'))],
    ['only its theme changes', () => sync(edited(sound, QUIZ, 'theme: range', 'theme: value'))],
    [
      'only words of the right option change',
      () => sync(edited(sound, QUIZ, 'text: The **K2**', 'text: The K2 probe')),
    ],
    ['its line pauses', () => sync(edited(sound, LINE, 'mode: sequence', 'mode: sequence\nstatus: paused'))],
    ['it is no quiz', () => publishing.withdraw('welcome', 'hello')],
    ['nobody is to be told', () => publishing.withdraw('welcome', 'which-probe', { quiet: true })],
  ])('is not noted when %s', async (_, change) => {
    await change();
    expect(await retractions()).toEqual([]);
  });

  it('is noted with the reason when it is withdrawn by name, and only once', async () => {
    const reason = { en: 'The K2 stops at -40.', fr: 'La K2 s’arrête à −40.' };
    expect(await publishing.withdraw('welcome', 'which-probe', { reason })).toBe(true);
    expect(await publishing.withdraw('welcome', 'which-probe', { reason: {} })).toBe(false);
    expect(await retractions()).toEqual([{ ...WITHDRAWN, reason }]);
  });

  it('is noted as corrected when another answer is right, for those who answered an older version', async () => {
    await sync(corrected(sound));
    expect(await retractions()).toEqual([
      { slug: 'which-probe', kind: 'corrected', until: 1, variants: [0], reason: {} },
    ]);
    expect([await standing(1), await standing(2)]).toEqual(['corrected', null]);
  });

  it('is noted as corrected when the right option says something else and its meaning has changed', async () => {
    await sync(
      edited(edited(sound, QUIZ, 'text: The **K2**', 'text: The **K2 Buffer**'), QUIZ, 'revision: 2', 'revision: 3'),
    );
    expect(await retractions()).toMatchObject([{ kind: 'corrected', variants: [0] }]);
  });

  it('is noted with what its author writes, whatever else changed, and not again with the next version', async () => {
    const told = edited(
      edited(sound, QUIZ, 'revision: 2', 'correction: It goes down to -40.\nrevision: 2'),
      QUIZ_FR,
      'revision: 1',
      'correction: Elle descend à -40.\nrevision: 1',
    );
    await sync(told);
    const reason = { en: 'It goes down to -40.', fr: 'Elle descend à -40.' };
    expect(await retractions()).toEqual([{ slug: 'which-probe', kind: 'corrected', until: 1, variants: null, reason }]);
    await sync(edited(told, QUIZ, 'theme: range', 'theme: value'));
    expect(await retractions()).toHaveLength(1);
    await sync(
      edited(edited(told, QUIZ, 'theme: range', 'theme: value'), QUIZ, 'revision: 2', 'revision: 2\nwithdrawn: true'),
    );
    expect(await retractions()).toMatchObject([{}, { kind: 'withdrawn', until: 3, reason }]);
    expect(await standing(1)).toBe('withdrawn');
  });

  it('is noted for the variant that was wrong', async () => {
    const varied = (right: 'a' | 'b') =>
      edited(
        without(sound, QUIZ_FR),
        QUIZ,
        'revision: 2',
        `variants:\n  - question: Once more?\n    options:\n      - { id: a, text: This${right === 'a' ? ', right: true' : ''} }\n      - { id: b, text: That${right === 'b' ? ', right: true' : ''} }\nrevision: 2`,
      );
    await sync(varied('a'));
    expect(await retractions()).toEqual([]);
    await sync(varied('b'));
    expect(await retractions()).toMatchObject([{ kind: 'corrected', until: 2, variants: [1] }]);
    expect([await standing(2, 0), await standing(2, 1), await standing(3, 1)]).toEqual([null, 'corrected', null]);
  });

  it('that was withdrawn and comes back corrected is noted as both', async () => {
    await publishing.withdraw('welcome', 'which-probe');
    await sync(corrected(sound));
    expect(await retractions()).toMatchObject([
      { kind: 'withdrawn', until: 1 },
      { kind: 'corrected', until: 1 },
    ]);
    expect(await standing(1)).toBe('corrected');
  });
});
