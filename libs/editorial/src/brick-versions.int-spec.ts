import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { DatabaseModule } from '@relais/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { BrickVersions, EditorialModule, gradeAnswer, PublishingService, readContent, wordingFor } from './index.js';

describe('brick versions', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let ids: Record<string, number>;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: db.url, poolSize: 2 }), EditorialModule],
    }).compile();
    await app.get(PublishingService).sync(await readContent('test/fixtures/content/sound'));
    const found = await db.query<{ slug: string; id: number }>('SELECT slug, version_id AS id FROM editorial.brick');
    ids = Object.fromEntries(found.map((b) => [b.slug, b.id]));
  });
  afterAll(async () => {
    await app.close();
    await db.drop();
  });

  it('are read many at once, unknown ids left out, each ready to be asked and graded', async () => {
    const read = await app.get(BrickVersions).read([ids['which-probe']!, ids.film!, 999_999, ids.film!]);
    expect([...read.keys()].sort()).toEqual([ids['which-probe']!, ids.film!].sort());
    const quiz = read.get(ids['which-probe']!)!;
    expect(quiz).toMatchObject({
      versionId: ids['which-probe'],
      number: 1,
      kind: 'quiz',
      theme: 'range',
      question: { master: 'en', multiple: false, maxLength: null },
      key: { right: ['b'] },
    });
    expect(gradeAnswer(quiz, { choices: ['B'], text: null })).toEqual({ choices: ['b'], text: null, correct: true });
    const { locale, wording, explanation } = wordingFor(quiz, 'fr-BE');
    expect(locale).toBe('fr');
    expect(wording).toEqual({
      title: 'Quelle sonde à −25 °C ?',
      bodyHtml: '<p>Une chambre tourne à <strong>−25 °C</strong>.</p>\n<p>Que proposez-vous ?</p>',
      bodyText: 'Une chambre tourne à −25 °C.\n\nQue proposez-vous ?',
      bodySource: 'Une chambre tourne à **−25 °C**.\n\nQue proposez-vous ?',
      options: [
        { id: 'a', html: 'La <strong>K8</strong>', text: 'La K8', source: 'La **K8**' },
        { id: 'b', html: 'La <strong>K2</strong>', text: 'La K2', source: 'La **K2**' },
        { id: 'c', html: 'Un thermomètre', text: 'Un thermomètre', source: 'Un thermomètre' },
      ],
      references: [{ title: 'Fiche K2', url: 'https://docs.kelvane.example/fr/k2' }],
      video: null,
      outdated: true,
      revision: 1,
    });
    expect(explanation).toEqual({
      html: '<p>La K2 mesure dès −40 °C.</p>',
      text: 'La K2 mesure dès −40 °C.',
      source: 'La K2 mesure dès −40 °C.',
    });
  });

  it('are kept: a second reading asks nobody', async () => {
    const versions = app.get(BrickVersions);
    const [first] = (await versions.read([ids.hello!])).values();
    await db.query('ALTER TABLE editorial.brick_version RENAME TO away');
    try {
      expect((await versions.read([ids.hello!])).get(ids.hello!)).toBe(first);
      await expect(versions.read([ids.questions!])).rejects.toThrow(/does not exist/);
    } finally {
      await db.query('ALTER TABLE editorial.away RENAME TO brick_version');
    }
  });

  it('cannot be changed by who reads them', async () => {
    const brick = (await app.get(BrickVersions).read([ids['which-probe']!])).get(ids['which-probe']!)!;
    expect(() => brick.key.right.push('a')).toThrow(TypeError);
    expect(() => Object.assign(brick.question.wordings.en!, { title: 'x' })).toThrow(TypeError);
  });
});
