import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ChallengesModule } from '@relais/challenges';
import { PlatformModule, readEnv, type Env } from '@relais/platform';
import { ChallengeDatabase } from '../../../../test/fixtures/challenges/challenge-database.js';
import { queueSettings } from '../../../../test/support/queue.js';
import { anAccount, Caller } from '../../../../test/support/caller.js';
import { AccessModule } from '../access/access.module.js';
import { HealthModule } from '../health/health.module.js';
import { createHttpApp } from '../http/http-server.js';
import { PagesModule } from '../pages/pages.module.js';
import { BoardsController } from './boards.controller.js';

@Module({})
class BoardsDoor {
  static with(env: Env): DynamicModule {
    const runtime = { databaseUrl: env.DATABASE_URL!, secret: env.RELAIS_SECRET!, close: async () => {} };
    const health = HealthModule.with({ checks: { useFactory: () => [] }, measures: { useFactory: () => [] } });
    return {
      module: BoardsDoor,
      imports: [
        PlatformModule.forRoot(env, runtime, { poolSize: 4 }),
        AccessModule,
        ChallengesModule,
        PagesModule,
        health,
      ],
      controllers: [BoardsController],
    };
  }
}

let on: ChallengeDatabase;
let app: NestFastifyApplication;
let manager: Caller;
beforeAll(async () => {
  on = await ChallengeDatabase.open();
  const env = readEnv({
    DATABASE_URL: on.db.url,
    RELAIS_SECRET: 'a secret for tests of more than 32 characters',
    ...queueSettings(on.db.url, { RELAIS_QUEUE: 'none' }),
    RELAIS_BOARD_NAMES: 'signed-in',
  });
  app = await createHttpApp(BoardsDoor.with(env), env, { log() {}, error() {}, warn() {} });
  await app.listen(0, '127.0.0.1');
  await on.reps([
    { partner: 1, firstName: 'Claire', lastName: 'Dupont' },
    { partner: 1, firstName: 'Ali', lastName: 'Benali' },
    { partner: 2, firstName: 'Bea', lastName: 'Martin' },
  ]);
  await anAccount(on.db, 'manager@vendor.example', ['channel-manager']);
  manager = await new Caller(await app.getUrl()).signIn('manager@vendor.example');
  const id = await on.challenge();
  await on.roster.call(id);
  await on.scoring.score(await on.answers(id, [{ rep: 2, brick: 1 }]));
}, 60_000);
afterAll(async () => {
  await app.close();
  await on.close();
});

async function get(path: string, who = manager): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await who.get(`/api/v1/boards${path}`, { accept: 'application/json' });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('GET /api/v1/boards', () => {
  it('lists the boards', async () => {
    expect(await get('')).toEqual({
      status: 200,
      body: [{ slug: 'sprint', name: { en: 'Winter sprint', fr: "Sprint d'hiver" } }],
    });
  });
});

describe('GET /api/v1/boards/:slug', () => {
  it('is the board of people, its entries rank, name and points and nothing else', async () => {
    const { status, body } = await get('/sprint');
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['asOf', 'board', 'entries', 'next']);
    expect(body.entries).toEqual([
      { rank: 1, name: 'Ali B.', points: 10 },
      { rank: 2, name: 'Claire D.', points: 0 },
      { rank: 2, name: 'Bea M.', points: 0 },
    ]);
    expect(Date.now() - Date.parse(String(body.asOf))).toBeLessThan(60_000);
    expect(body.next).toBeNull();
  });

  it('names nobody to whoever is not signed in, and a partner admin’s own people to that admin', async () => {
    const names = async (who: Caller, by = 'rep') =>
      ((await get(`/sprint?by=${by}`, who)).body.entries as { name: string | null }[]).map(({ name }) => name);
    const stranger = new Caller(await app.getUrl());
    expect(await names(stranger)).toEqual([null, null, null]);
    expect(await names(stranger, 'partner')).toEqual([null, null]);
    await on.db.query('UPDATE network.partner SET lineage = ARRAY[id]');
    const [partner] = await on.db.query<{ id: string }>(
      `SELECT external_id AS id FROM network.partner WHERE name = 'Beta'`,
    );
    await anAccount(on.db, 'beta@beta.example', ['partner-admin'], { partner: partner!.id });
    const beta = await new Caller(await app.getUrl()).signIn('beta@beta.example');
    expect(await names(beta)).toEqual([null, null, 'Bea M.']);
    expect(await names(beta, 'partner')).toEqual([null, 'Beta']);
  });

  it.each([
    ['partner', ['1 Alpha 5', '2 Beta 0']],
    ['segment', ['1 In France 3.3', '1 Everybody 3.3', '1 Sales 3.3']],
  ])('by %s', async (by, expected) => {
    const { body } = await get(`/sprint?by=${by}`);
    const entries = body.entries as { rank: number; name: string; points: number }[];
    expect(entries.map(({ rank, name, points }) => `${rank} ${name} ${points}`).sort()).toEqual([...expected].sort());
  });

  it('goes on at the cursor', async () => {
    const first = await get('/sprint?limit=2');
    expect((first.body.entries as unknown[]).length).toBe(2);
    const second = await get(`/sprint?limit=2&cursor=${String(first.body.next)}`);
    expect(second.body).toMatchObject({ entries: [{ rank: 2, name: 'Bea M.', points: 0 }], next: null });
  });

  it.each([
    ['an unknown challenge', '/nope', 404, 'challenge.unknown'],
    ['an unknown kind', '/sprint?by=team', 400, 'request.invalid'],
    ['a limit of 0', '/sprint?limit=0', 400, 'request.invalid'],
    ['a limit of 201', '/sprint?limit=201', 400, 'request.invalid'],
    ['a limit that is no number', '/sprint?limit=many', 400, 'request.invalid'],
    ['two limits', '/sprint?limit=1&limit=2', 400, 'request.invalid'],
    ['a cursor of nobody', '/sprint?cursor=garbage', 422, 'board.cursor'],
    [
      'a cursor of another board',
      `/sprint?by=partner&cursor=${Buffer.from('rep.1').toString('base64url')}`,
      422,
      'board.cursor',
    ],
    ['a parameter there is not', '/sprint?sort=name', 400, 'request.invalid'],
  ])('refuses %s', async (_, path, status, code) => {
    expect(await get(path)).toMatchObject({ status, body: { status, code } });
  });

  it('changes nothing', async () => {
    const state = () =>
      on.source.query(
        'SELECT (SELECT count(*) FROM challenges.board_page) AS pages, (SELECT count(*) FROM challenges.board_change) AS changes',
      );
    const before = await state();
    await get('/sprint');
    expect(await state()).toEqual(before);
  });
});
