import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DomainError, readEnv } from '@relais/platform';
import { Command } from 'commander';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { CommandModule } from './command.module.js';
import type { CommandLine } from './command.js';
import { registerContentCommands } from './content.command.js';

describe('relais content', () => {
  let db: TestDatabase;
  let scratch: string;
  let dir: string;

  beforeEach(async () => {
    db = await createTestDatabase();
    scratch = mkdtempSync(path.join(os.tmpdir(), 'relais-cli-'));
    dir = path.join(scratch, 'content');
    cpSync('content', dir, { recursive: true });
  });
  afterEach(async () => {
    rmSync(scratch, { recursive: true, force: true });
    await db.drop();
  });

  it('withdraws a brick with a reason in several languages, once', async () => {
    await relais('sync');
    const done = await relais(
      'withdraw',
      'first-steps/which-probe',
      '--reason',
      'It stops at −40 °C.',
      '--reason',
      'fr=Elle s’arrête à −40 °C.',
    );
    expect([done.out, done.error]).toEqual(['first-steps/which-probe is withdrawn. Nobody is told.', undefined]);
    expect(done.remarks).toContain('stays so at the next sync');
    expect(
      await db.query(
        `SELECT b.status, t.kind, t.reason FROM editorial.retraction t JOIN editorial.brick b ON b.id = t.brick_id`,
      ),
    ).toEqual([
      { status: 'withdrawn', kind: 'withdrawn', reason: { en: 'It stops at −40 °C.', fr: 'Elle s’arrête à −40 °C.' } },
    ]);
    expect((await relais('withdraw', 'first-steps/which-probe')).out).toBe(
      'first-steps/which-probe had been withdrawn already.',
    );
    expect((await relais('withdraw', 'first-steps/no-such')).error).toMatchObject({ code: 'brick.unknown' });
    expect((await relais('withdraw', 'no-such/which-probe')).error).toMatchObject({ code: 'line.unknown' });
  });

  it('withdraws quietly, telling nobody', async () => {
    await relais('sync');
    expect(JSON.parse((await relais('withdraw', 'first-steps/which-probe', '--quiet', '--json')).out)).toEqual({
      ok: true,
      brick: 'first-steps/which-probe',
      withdrawn: true,
      told: 0,
    });
    expect(await db.query('SELECT 1 FROM editorial.retraction')).toEqual([]);
  });

  /** Runs the command as the program does; the error it ends with is given, not thrown. */
  async function relais(...words: string[]): Promise<{ out: string; remarks: string; error?: DomainError }> {
    const secret = 'not a secret, it only signs the links of a test';
    const env = readEnv({
      RELAIS_CONTENT_DIR: dir,
      DATABASE_URL: db.url,
      RELAIS_SECRET: secret,
      RELAIS_DATA_DIR: scratch,
    });
    const said = { out: [] as string[], remarks: [] as string[] };
    const line: CommandLine = {
      env: () => env,
      withApp: async (work) => {
        const runtime = { databaseUrl: db.url, secret, close: async () => {} };
        const app = await NestFactory.createApplicationContext(CommandModule.with(env, runtime), {
          logger: false,
          abortOnError: false,
        });
        try {
          return await work(app);
        } finally {
          await app.close();
        }
      },
      print: (text) => void said.out.push(text),
      remark: (text) => void said.remarks.push(text),
    };
    const program = new Command('relais').exitOverride();
    registerContentCommands(program, line);
    const ended = await program
      .parseAsync(['content', ...words], { from: 'user' })
      .catch((error: DomainError) => error);
    return {
      out: said.out.join('\n'),
      remarks: said.remarks.join('\n'),
      ...(ended instanceof DomainError ? { error: ended } : ended instanceof Error ? Promise.reject(ended) : {}),
    };
  }

  const breakThings = () => {
    writeFileSync(
      path.join(dir, 'segments', 'broken.yaml'),
      'name: { en: Broken }\nrule: { field: rep.shoe_size, is: 44 }\n',
    );
    writeFileSync(
      path.join(dir, 'challenges', 'broken.yaml'),
      'name: { en: Broken }\nlines: [no-such-line]\nscoring: [{ rule: right-first-answer, points: 10 }]\n',
    );
    writeFileSync(path.join(dir, 'lines', 'first-steps', '010-monday-morning.fr.md'), 'no front matter');
  };

  it('check finds no fault in the demo, without a database, and says what is outdated', async () => {
    await db.drop();
    const { out, remarks, error } = await relais('check');
    expect(error).toBeUndefined();
    expect(out).toMatch(/^2 lines, \d+ bricks, \d+ segments: no fault\.$/);
    expect(remarks).toMatch(/040-watch-an-install\.fr\.md:\d+: outdated: revision 1, the master has 2/);
  });

  it('check lists the faults of all files, of lines, segments and challenges alike', async () => {
    breakThings();
    const { error, out } = await relais('check');
    expect(out).toBe('');
    expect(error).toMatchObject({ code: 'content.invalid', message: expect.stringMatching(/^3 faults in /) });
    expect(error!.details.map((f) => f.where)).toEqual([
      expect.stringMatching(/^segments\/broken\.yaml:2$/),
      'lines/first-steps/010-monday-morning.fr.md:1',
      expect.stringMatching(/^challenges\/broken\.yaml:2$/),
    ]);
    expect(error!.details.every((f) => f.what && f.fix)).toBe(true);
  });

  it('check --json prints one document, with or without faults', async () => {
    expect(JSON.parse((await relais('check', '--json')).out)).toMatchObject({
      ok: true,
      lines: 2,
      segments: 8,
      faults: [],
      remarks: [{ where: expect.any(String) }],
    });
    breakThings();
    const { out, error } = await relais('check', '--json');
    expect(JSON.parse(out)).toMatchObject({ ok: false, faults: error!.details });
  });

  it('sync publishes everything, and a second time nothing', async () => {
    const { out } = await relais('sync');
    expect(out).toMatch(/^lines: 2 created, 0 updated, 0 unchanged, 0 withdrawn$/m);
    expect(out).toMatch(/^ {2}created first-steps\/monday-morning \(version 1\)$/m);
    const [challenge] = await db.query(`SELECT slug FROM challenges.challenge`);
    expect(challenge).toEqual({ slug: 'winter-sprint' });
    const second = JSON.parse((await relais('sync', '--json')).out) as Record<string, unknown>;
    expect(second).toMatchObject({
      ok: true,
      lines: { created: 0, updated: 0, unchanged: 2, withdrawn: 0 },
      segments: { created: 0, updated: 0 },
      challenges: { created: 0, updated: 0 },
      changes: [],
    });
  });

  it('sync refuses a folder with a fault anywhere and leaves nothing half done', async () => {
    breakThings();
    const { error } = await relais('sync');
    expect(error).toMatchObject({ code: 'content.invalid' });
    expect(await db.query('SELECT slug FROM network.segment UNION ALL SELECT slug FROM editorial.line')).toEqual([]);
  });

  it('export gives a folder that can be checked and synced again without a change', async () => {
    await relais('sync');
    const exported = path.join(scratch, 'exported');
    expect((await relais('export', exported)).out).toMatch(/^\d+ files written and 0 removed/);
    expect(existsSync(path.join(exported, 'lines/first-steps/line.yaml'))).toBe(true);
    expect((await relais('export', exported)).error).toMatchObject({ code: 'content.folder-not-empty' });
    expect(JSON.parse((await relais('export', exported, '--force', '--json')).out)).toMatchObject({
      ok: true,
      written: [],
      removed: [],
      leftOut: [],
    });
    dir = exported;
    expect((await relais('check')).out).toMatch(/^2 lines, \d+ bricks, 0 segments: no fault\.$/);
    expect(JSON.parse((await relais('sync', '--json')).out)).toMatchObject({ changes: [] });
  });
});
