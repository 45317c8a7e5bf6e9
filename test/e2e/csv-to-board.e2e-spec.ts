import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { aLine, aQuiz, BASICS, ContentFolder } from '../support/content.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { build, relais, RelaisProcess, until } from '../support/process.js';
import { describeWithRedis, TestRedis } from '../support/redis.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { people } from '../support/world.js';

const REPS = 40;
const CONTENT = {
  ...BASICS,
  'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
  'lines/basics/010-first.en.md': aQuiz('The first question'),
  'challenges/sprint.yaml':
    'name: { en: Sprint, fr: Sprint }\nlines: [basics]\ndays: 30\nscoring:\n  - { rule: right-first-answer, points: 10 }\n',
};

/** Starts what runs; doors first. */
type Open = (env: Record<string, string>) => Promise<{ doors: RelaisProcess[]; workers: RelaisProcess[] }>;

/** From a people file and content files, over real mails, to the board: the same journey on every engine. */
function journey(open: Open, extra: () => Record<string, string>): void {
  let db: TestDatabase;
  let sink: SmtpSink;
  let content: ContentFolder;
  let env: Record<string, string>;
  let doors: RelaisProcess[] = [];
  let processes: RelaisProcess[] = [];

  beforeAll(async () => {
    build();
    db = await createTestDatabase();
    sink = await SmtpSink.start();
    content = new ContentFolder(CONTENT);
    env = {
      DATABASE_URL: db.url,
      RELAIS_SECRET: 'a secret for tests of more than 32 characters',
      RELAIS_CONTENT_DIR: content.dir,
      SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      RELAIS_MAIL_FROM: 'Kelvane <learning@kelvane.example>',
      ...extra(),
    };
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((p) => p.stop()));
    await sink.stop();
    await db.drop();
    content.remove();
  }, 60_000);

  it('checks and publishes content and imports people from the command line, twice without a change', () => {
    expect(relais(['content', 'check'], env)).toMatchObject({ status: 0 });
    expect(relais(['content', 'sync', '--json'], env)).toMatchObject({ status: 0 });
    const file = path.join(content.dir, 'people.csv');
    writeFileSync(file, people(Array<string>(REPS).fill('Europe/Paris')));
    const first = relais(['people', 'import', file, '--json'], env);
    expect(first).toMatchObject({ status: 0 });
    expect(JSON.parse(first.stdout)).toMatchObject({ applied: true, reps: { created: REPS, updated: 0 } });
    const second = relais(['people', 'import', file, '--json'], env);
    expect(JSON.parse(second.stdout)).toMatchObject({ reps: { created: 0, updated: 0, unchanged: REPS } });
  }, 120_000);

  it('sends one mail to each rep', async () => {
    const opened = await open(env);
    doors = opened.doors;
    processes = [...doors, ...opened.workers];
    await until(
      async () => sink.accepted.length,
      (n) => n >= REPS,
    );
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(sink.accepted).toHaveLength(REPS);
    expect(new Set(sink.accepted.map((mail) => mail.to)).size).toBe(REPS);
  }, 90_000);

  it('takes the answers of all, half of them right, each door showing the same result', async () => {
    const links = sink.accepted.map(
      (mail) => /\/a\/([0-9a-z]{40})/.exec(mail.raw.toString().replace(/=\r\n/g, ''))![1]!,
    );
    await Promise.all(
      links.map(async (token, i) => {
        const door = doors[i % doors.length]!;
        const answer = await fetch(`${door.url}/a/${token}`, {
          method: 'POST',
          body: new URLSearchParams({ choice: i % 2 ? 'a' : 'b' }),
        });
        expect(answer.status).toBe(200);
        const again = await fetch(`${doors[(i + 1) % doors.length]!.url}/a/${token}`, {
          method: 'POST',
          body: new URLSearchParams({ choice: 'c' }),
        });
        expect(await again.text()).toContain('Because');
      }),
    );
    const [row] = await db.query<{ n: number; right: number }>(
      'SELECT count(*)::int AS n, count(*) FILTER (WHERE correct)::int AS right FROM delivery.answer',
    );
    expect(row).toEqual({ n: REPS, right: REPS / 2 });
  }, 60_000);

  it('shows a board equal to its recomputation', async () => {
    const door = doors[0]!;
    const board = await until(
      async () =>
        (await fetch(`${door.url}/api/v1/boards/sprint?limit=100`)).json() as Promise<{
          entries: { rank: number; points: number }[];
        }>,
      (b) => b.entries.filter((e) => e.points === 10).length === REPS / 2,
    );
    expect(board.entries).toHaveLength(REPS);
    expect(relais(['board', 'verify', 'sprint'], env)).toMatchObject({ status: 0 });
  }, 60_000);

  it('stops within its time on SIGTERM', async () => {
    const codes = await Promise.all(processes.map((p) => p.stop()));
    processes = [];
    expect(codes.every((code) => code === 0)).toBe(true);
  }, 60_000);
}

describe('one program on its own queue', () => {
  journey(
    async (env) => ({ doors: [await RelaisProcess.start('standalone', { ...env, RELAIS_DEMO: '0' })], workers: [] }),
    () => ({}),
  );
});

describe('one program without any queue', () => {
  journey(
    async (env) => ({ doors: [await RelaisProcess.start('standalone', { ...env, RELAIS_DEMO: '0' })], workers: [] }),
    () => ({ RELAIS_QUEUE: 'none' }),
  );
});

describeWithRedis('two doors and two workers on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(() => redis.stop());
  journey(
    async (env) => ({
      doors: await Promise.all([RelaisProcess.start('api', env), RelaisProcess.start('api', env)]),
      workers: await Promise.all([RelaisProcess.start('worker', env), RelaisProcess.start('worker', env)]),
    }),
    () => ({ REDIS_URL: redis.url }),
  );
});
