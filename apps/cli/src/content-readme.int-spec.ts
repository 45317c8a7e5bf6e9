import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { NestFactory } from '@nestjs/core';
import { ChallengeFiles, checkChallengeFiles } from '@relais/challenges';
import { PublishingService, readContent } from '@relais/editorial';
import { checkNetworkFiles, NetworkFiles, PeopleImportService, readKnownSegments } from '@relais/network';
import { readEnv } from '@relais/platform';
import { inFolder } from '../../../test/fixtures/content/content-folder.js';
import { createTestDatabase } from '../../../test/support/database.js';
import { CommandModule } from './command.module.js';

/** The code blocks of content/README.md, by what stands behind their opening fence. */
const BLOCKS = new Map(
  [...readFileSync('content/README.md', 'utf8').matchAll(/^```(\w.*)\n([\s\S]*?)^```$/gm)].map(
    ([, info = '', text = '']) => [info, text],
  ),
);
const [FAULTY] = [...BLOCKS.keys()].filter((info) => info.includes('with-faults'));
const EXAMPLES = Object.fromEntries(
  [...BLOCKS]
    .filter(([info]) => info !== FAULTY && info !== 'text faults')
    .map(([info, text]) => [info.split(' ')[1]!, text]),
);

describe('the examples in content/README.md', () => {
  it('are complete: each kind of brick, both modes, a translation, every other file', async () => {
    const { lines } = await inFolder(EXAMPLES, (dir) => readContent(dir));
    const bricks = lines.flatMap((l) => l.bricks);
    expect(new Set(bricks.map((b) => b.kind))).toEqual(new Set(['info', 'quiz', 'poll', 'open', 'video']));
    expect(new Set(bricks.filter((b) => b.kind === 'quiz').map((b) => b.multiple))).toEqual(new Set([true, false]));
    expect(new Set(lines.map((l) => l.mode))).toEqual(new Set(['sequence', 'calendar']));
    expect(bricks.filter((b) => Object.keys(b.wordings).length > 1)).toHaveLength(3);
    expect(Object.keys(EXAMPLES)).toEqual(
      expect.arrayContaining([
        'tiers.yaml',
        'channel-types.yaml',
        'people.csv',
        'segments/all-sellers.yaml',
        'challenges/winter-sprint.yaml',
      ]),
    );
  });

  it('have no fault', async () => {
    await inFolder(EXAMPLES, async (dir) => {
      const segments = await readKnownSegments(dir);
      const content = await readContent(dir, { knownSegments: segments });
      expect([...(await checkNetworkFiles(dir)), ...content.faults, ...content.remarks]).toEqual([]);
      expect(await checkChallengeFiles(dir, new Set(content.lines.map((l) => l.slug)), segments)).toEqual([]);
    });
  });

  it('that is broken is answered as the page says', async () => {
    const file = FAULTY!.split(' ')[2]!;
    const { [file.replace('.en.', '.fr.')]: _translation, ...others } = EXAMPLES;
    const { faults } = await inFolder({ ...others, [file]: BLOCKS.get(FAULTY!)! }, (dir) => readContent(dir));
    expect(`${faults.map((f) => `${f.where}: ${f.what} (${f.fix})`).join('\n')}\n`).toBe(BLOCKS.get('text faults'));
  });

  it('can be published together, people and all', async () => {
    const db = await createTestDatabase();
    const secret = 'not a secret, it only signs the links of a test';
    const env = readEnv({ DATABASE_URL: db.url, RELAIS_SECRET: secret });
    const app = await NestFactory.createApplicationContext(
      CommandModule.with(env, { databaseUrl: db.url, secret, close: async () => {} }),
      { logger: false },
    );
    try {
      await inFolder(EXAMPLES, async (dir) => {
        await app.get(NetworkFiles).sync(dir);
        await app.get(PublishingService).sync(await readContent(dir));
        await app.get(ChallengeFiles).sync(dir);
        const people = await app
          .get(PeopleImportService)
          .import(Readable.from([readFileSync(path.join(dir, 'people.csv'))]));
        expect(people).toMatchObject({ applied: true, rejected: [], reps: { created: 4 }, partners: { created: 3 } });
      });
      const reps = await db.query(
        `SELECT r.external_id AS id, p.name, p.country, r.first_name, r.locale, r.time_zone,
           array_to_string(coalesce(r.work_days, p.work_days), '') AS days, p.work_from FROM network.rep r JOIN network.partner p ON p.id = r.partner_id ORDER BY 1`,
      );
      expect(reps).toEqual([
        {
          id: 'R-0001',
          name: 'Norvalis Distribution',
          country: 'FR',
          first_name: 'Ana',
          locale: 'fr',
          time_zone: 'Europe/Paris',
          days: '1234',
          work_from: '09:00',
        },
        {
          id: 'R-0002',
          name: 'Frost, Fils & Cie',
          country: 'BE',
          first_name: 'Léa',
          locale: 'en',
          time_zone: 'Europe/Brussels',
          days: null,
          work_from: null,
        },
        {
          id: 'R-0003',
          name: 'Frost, Fils & Cie',
          country: 'BE',
          first_name: '',
          locale: 'nl',
          time_zone: 'Europe/Brussels',
          days: null,
          work_from: null,
        },
        {
          id: 'R-0004',
          name: 'Dunefrost Trading',
          country: 'AE',
          first_name: 'Omar',
          locale: 'en',
          time_zone: 'Asia/Dubai',
          days: '12347',
          work_from: '08:00',
        },
      ]);
    } finally {
      await app.close();
      await db.drop();
    }
  });
});
