import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { DatabaseModule } from '@relais/platform';
import { DataSource } from 'typeorm';
import { edited, inFolder, soundFiles, type Files } from '../../../test/fixtures/content/content-folder.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { EditorialModule, LinesQueries, PublishingService, readContent } from './index.js';

const QUIZ = 'lines/welcome/020-which-probe.en.md';
const QUIZ_FR = 'lines/welcome/020-which-probe.fr.md';
const SEASON = 'lines/season/line.yaml';
const NOTHING = { created: 0, updated: 0, unchanged: 0, withdrawn: 0 };
const sound = soundFiles();

describe('publishing', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let publishing: PublishingService;

  beforeEach(async () => {
    db = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: db.url, poolSize: 4 }), EditorialModule],
    }).compile();
    publishing = app.get(PublishingService);
  });
  afterEach(async () => {
    await app.close();
    await db.drop();
  });

  const sync = (files: Files) => inFolder(files, async (dir) => publishing.sync(await readContent(dir)));
  const everything = () =>
    db.query(`SELECT (SELECT jsonb_agg(l ORDER BY id) FROM editorial.line l) AS lines, (SELECT jsonb_agg(b ORDER BY id) FROM editorial.brick b) AS bricks,
                     (SELECT jsonb_agg(v ORDER BY id) FROM editorial.brick_version v) AS versions`);
  const versionsOf = (slug: string) =>
    db.query<{ number: number; current: boolean; title: string; right: string[] }>(
      `SELECT v.number, v.id = b.version_id AS current, v.question->'wordings'->(v.question->>'master')->>'title' AS title, v.answer_key->'right' AS right
         FROM editorial.brick_version v JOIN editorial.brick b ON b.id = v.brick_id WHERE b.slug = $1 ORDER BY v.number`,
      [slug],
    );
  const statuses = async () =>
    Object.fromEntries(
      (await db.query<{ slug: string; status: string }>('SELECT slug, status FROM editorial.brick ORDER BY slug')).map(
        (b) => [b.slug, b.status],
      ),
    );

  it('brings every line and brick into the database, and a second time writes nothing', async () => {
    const first = await sync(sound);
    expect(first.lines).toEqual({ ...NOTHING, created: 2 });
    expect(first.bricks).toEqual({ ...NOTHING, created: 7 });
    expect(first.changes.filter((c) => c.brick).every((c) => c.version === 1)).toBe(true);
    const before = await everything();
    const second = await sync(sound);
    expect(second).toEqual({ lines: { ...NOTHING, unchanged: 2 }, bricks: { ...NOTHING, unchanged: 7 }, changes: [] });
    expect(await everything()).toEqual(before);
  });

  it('keeps the key apart from the question', async () => {
    await sync(sound);
    const questions = await db.query<{ question: string }>('SELECT question::text FROM editorial.brick_version');
    expect(questions.map((q) => q.question).join()).not.toMatch(
      /"right"|The K2 works|La K2 mesure|Stake and night|One good answer/,
    );
  });

  it('makes a new version of what changed, and of nothing else', async () => {
    await sync(sound);
    const result = await sync(edited(sound, QUIZ, 'Which probe for', 'Which K2 for'));
    expect(result.bricks).toEqual({ ...NOTHING, updated: 1, unchanged: 6 });
    expect(result.changes).toEqual([{ line: 'welcome', brick: 'which-probe', what: 'updated', version: 2 }]);
    expect(await versionsOf('which-probe')).toEqual([
      { number: 1, current: false, title: 'Which probe for a freezer at −25 °C?', right: ['b'] },
      { number: 2, current: true, title: 'Which K2 for a freezer at −25 °C?', right: ['b'] },
    ]);
  });

  it.each([
    [
      'the right answer',
      edited(edited(sound, QUIZ, '    right: true\n', ''), QUIZ, 'The **K8**\n', 'The **K8**\n    right: true\n'),
    ],
    ['the explanation', edited(sound, QUIZ, 'The K2 works', 'The K2 measures')],
    ['a translation', edited(sound, QUIZ_FR, 'Que proposez-vous', 'Que vendez-vous')],
    ['the mark that a translation is up to date', edited(sound, QUIZ_FR, 'revision: 1', 'revision: 2')],
    ['the theme', edited(sound, QUIZ, 'theme: range', 'theme: value')],
    ['the kind', edited(edited(sound, QUIZ, 'kind: quiz', 'kind: poll'), QUIZ, '    right: true\n', '')],
  ])('makes a new version for %s', async (_what, files) => {
    await sync(sound);
    expect((await sync(files)).changes).toEqual([
      { line: 'welcome', brick: 'which-probe', what: 'updated', version: 2 },
    ]);
  });

  it('goes back to an earlier text as a new version', async () => {
    await sync(sound);
    await sync(edited(sound, QUIZ, 'theme: range', 'theme: value'));
    await sync(sound);
    expect((await versionsOf('which-probe')).map((v) => [v.number, v.current])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('moves a brick, or changes its date, without a new version', async () => {
    await sync(sound);
    const { [QUIZ]: en, [QUIZ_FR]: fr, ...rest } = sound;
    const files = edited(
      { ...rest, 'lines/welcome/090-which-probe.en.md': en!, 'lines/welcome/090-which-probe.fr.md': fr! },
      'lines/season/010-film.fr.md',
      'day: 0',
      'on: 2027-01-04',
    );
    expect((await sync(files)).changes).toEqual([
      { line: 'season', brick: 'film', what: 'updated', version: null },
      { line: 'welcome', brick: 'which-probe', what: 'updated', version: null },
    ]);
    const [line] = await db.query<{ id: number }>(`SELECT id FROM editorial.line WHERE slug = 'welcome'`);
    expect((await app.get(LinesQueries).bricks([line!.id])).map((b) => b.slug)).toEqual([
      'hello',
      'questions',
      'your-customers',
      'your-words',
      'which-probe',
    ]);
  });

  it('cannot change a published version, not even by hand', async () => {
    await sync(sound);
    await expect(db.query(`UPDATE editorial.brick_version SET question = '{}'`)).rejects.toThrow(
      'a published brick version never changes',
    );
  });

  it('withdraws a brick whose files are gone, keeps its version, and publishes it again when they are back', async () => {
    await sync(sound);
    const { [QUIZ]: _en, [QUIZ_FR]: _fr, ...rest } = sound;
    const gone = await sync(rest);
    expect(gone.bricks).toEqual({ ...NOTHING, unchanged: 6, withdrawn: 1 });
    expect(gone.changes).toEqual([{ line: 'welcome', brick: 'which-probe', what: 'withdrawn', version: null }]);
    expect(await statuses()).toMatchObject({ 'which-probe': 'withdrawn', hello: 'published', rappel: 'withdrawn' });
    expect((await sync(rest)).changes).toEqual([]); // still gone: nothing to say
    const back = await sync(sound);
    expect(back.changes).toEqual([{ line: 'welcome', brick: 'which-probe', what: 'updated', version: null }]);
    expect(await versionsOf('which-probe')).toHaveLength(1);
  });

  it('pauses a line whose folder is gone and withdraws its bricks; both come back with it', async () => {
    await sync(sound);
    const rest = Object.fromEntries(Object.entries(sound).filter(([name]) => !name.startsWith('lines/welcome/')));
    const gone = await sync(rest);
    expect(gone.lines).toEqual({ ...NOTHING, unchanged: 1, withdrawn: 1 });
    expect(gone.bricks).toEqual({ ...NOTHING, unchanged: 2, withdrawn: 5 });
    expect(await app.get(LinesQueries).active()).toEqual([]);
    expect((await sync(rest)).changes).toEqual([]);
    await sync(sound);
    expect((await app.get(LinesQueries).active()).map((l) => l.slug)).toEqual(['welcome']);
    expect(Object.values(await statuses()).filter((s) => s === 'published')).toHaveLength(6);
  });

  it('says "withdrawn" when a file withdraws its brick', async () => {
    await sync(sound);
    const result = await sync(edited(sound, QUIZ, 'revision: 2', 'revision: 2\nwithdrawn: true'));
    expect(result.changes).toEqual([{ line: 'welcome', brick: 'which-probe', what: 'withdrawn', version: null }]);
  });

  it('withdraws one brick by its name, and twice is once', async () => {
    await sync(sound);
    await publishing.withdraw('welcome', 'which-probe');
    const before = await everything();
    await publishing.withdraw('welcome', 'which-probe');
    expect(await everything()).toEqual(before);
    expect(await statuses()).toMatchObject({ 'which-probe': 'withdrawn', hello: 'published' });
    await expect(publishing.withdraw('season', 'which-probe')).rejects.toMatchObject({ code: 'brick.unknown' });
    await expect(publishing.withdraw('nowhere', 'x')).rejects.toMatchObject({ code: 'brick.unknown' });
  });

  it('refuses the whole folder for one fault and writes nothing', async () => {
    const faulty = edited(sound, QUIZ, 'kind: quiz', 'kind: quizz');
    await expect(sync(faulty)).rejects.toMatchObject({
      code: 'content.invalid',
      details: [{ where: `${QUIZ}:2`, what: expect.any(String), fix: expect.any(String) }],
    });
    expect(await everything()).toEqual([{ lines: null, bricks: null, versions: null }]);
  });

  it('writes nothing when the database fails half-way', async () => {
    await db.query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;
                    CREATE TRIGGER fail BEFORE INSERT ON editorial.brick_version FOR EACH STATEMENT EXECUTE FUNCTION fail()`);
    await expect(sync(sound)).rejects.toThrow('disk full');
    expect(await everything()).toEqual([{ lines: null, bricks: null, versions: null }]);
  });

  it('waits for another publication: two at once publish once', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => sync(sound)));
    expect(results.map((r) => r.bricks.created).sort()).toEqual([0, 0, 0, 7]);
    expect(await versionsOf('which-probe')).toHaveLength(1);
    const other = edited(sound, QUIZ, 'theme: range', 'theme: value');
    const changed = await Promise.all([sync(other), sync(other), sync(other)]);
    expect(changed.map((r) => r.bricks.updated).sort()).toEqual([0, 0, 1]);
    expect((await versionsOf('which-probe')).map((v) => v.number)).toEqual([1, 2]);
  });

  it('starts the calendar of a draft when it stops being one, and never again', async () => {
    const published = async () => (await app.get(LinesQueries).bySlug('season')).publishedAt.getTime();
    await sync(edited(sound, SEASON, 'paused', 'draft'));
    const drafted = await published();
    await sync(edited(sound, SEASON, 'paused', 'active'));
    const started = await published();
    expect(started).toBeGreaterThan(drafted);
    await sync(edited(edited(sound, SEASON, 'paused', 'active'), SEASON, '"08:30"', '"08:45"'));
    expect(await published()).toBe(started);
  });

  it('gives delivery what it plans by', async () => {
    await sync(edited(sound, SEASON, 'paused', 'active'));
    const lines = app.get(LinesQueries);
    const [season, welcome] = (await lines.active()).sort((a, b) => (a.slug < b.slug ? -1 : 1));
    expect(season).toEqual({
      id: expect.any(Number),
      slug: 'season',
      name: { fr: 'Saison', en: 'Season' },
      description: {},
      locale: 'fr',
      segments: ['all-sellers'],
      mode: 'calendar',
      start: 'slot',
      startsOn: '2026-12-01',
      weekdays: [2, 4],
      at: '08:30',
      until: '12:00',
      spacing: 'academic',
      answerWithinDays: 14,
      status: 'active',
      publishedAt: expect.any(Date),
    });
    expect(welcome).toMatchObject({ slug: 'welcome', startsOn: null, until: '18:00', start: 'enrolment' });
    const bricks = await lines.bricks([season!.id, welcome!.id]);
    expect(bricks.filter((b) => b.lineId === season!.id)).toEqual([
      {
        brickId: expect.any(Number),
        lineId: season!.id,
        slug: 'film',
        position: 10,
        versionId: expect.any(Number),
        kind: 'video',
        theme: null,
        day: 0,
        onDate: null,
      },
    ]); // `rappel` is withdrawn
    expect(bricks.filter((b) => b.lineId === welcome!.id).map((b) => b.position)).toEqual([10, 20, 30, 40, 50]);
    await expect(lines.bySlug('nowhere')).rejects.toMatchObject({ code: 'line.unknown' });
    expect(await lines.bricks([])).toEqual([]);
  });

  it('has entities that say the same as the migrations', async () => {
    const { upQueries } = await app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map((q) => q.query)).toEqual([]);
  });
});
