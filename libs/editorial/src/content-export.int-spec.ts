import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { DatabaseModule } from '@relais/platform';
import { edited, filesOf, inFolder, soundFiles, type Files } from '../../../test/fixtures/content/content-folder.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ContentExport, EditorialModule, PublishingService, readContent } from './index.js';

const QUIZ = 'lines/welcome/020-which-probe.en.md';
const QUIZ_FR = 'lines/welcome/020-which-probe.fr.md';
const sound = soundFiles();

describe('exporting the content', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let dir: string;

  beforeEach(async () => {
    db = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: db.url, poolSize: 4 }), EditorialModule],
    }).compile();
    dir = mkdtempSync(path.join(os.tmpdir(), 'relais-export-'));
  });
  afterEach(async () => {
    rmSync(dir, { recursive: true, force: true });
    await app.close();
    await db.drop();
  });

  const syncFolder = async (folder: string) => app.get(PublishingService).sync(await readContent(folder));
  const sync = (files: Files) => inFolder(files, syncFolder);
  const exportTo = (folder: string, force = false) => app.get(ContentExport).export(folder, { force });
  const without = (...gone: string[]) =>
    Object.fromEntries(Object.entries(sound).filter(([name]) => !gone.includes(name)));

  it.each([
    ['the sound fixture', 'test/fixtures/content/sound'],
    ['the demo', 'content'],
  ])('gives a folder that has no fault and changes nothing when it is synced: %s', async (_what, folder) => {
    await syncFolder(folder);
    const result = await exportTo(dir);
    expect(result.written.length).toBeGreaterThan(5);
    expect(result).toMatchObject({ removed: [], leftOut: [] });
    const content = await readContent(dir);
    expect(content.faults).toEqual([]);
    expect(content.lines).toEqual((await readContent(folder)).lines);
    expect((await syncFolder(dir)).changes).toEqual([]);
  });

  it('does so after withdrawals too', async () => {
    await sync(sound);
    await app.get(PublishingService).withdraw('welcome', 'hello');
    await sync(edited(without(QUIZ, QUIZ_FR), 'lines/season/010-film.fr.md', 'day: 0', 'day: 1'));
    await app.get(PublishingService).withdraw('welcome', 'your-words');
    await exportTo(dir);
    expect(readFileSync(path.join(dir, QUIZ), 'utf8')).toContain('withdrawn: true');
    expect((await syncFolder(dir)).changes).toEqual([]);
  });

  it('leaves out a withdrawn brick whose number another has taken, and says so', async () => {
    await sync(sound);
    await sync({
      ...without(QUIZ, QUIZ_FR),
      'lines/welcome/020-newcomer.en.md': sound['lines/welcome/010-hello.en.md']!,
    });
    expect((await exportTo(dir)).leftOut).toEqual(['welcome/which-probe']);
    expect((await syncFolder(dir)).changes).toEqual([]);
  });

  it('refuses a folder that holds something, unless forced', async () => {
    await sync(sound);
    writeFileSync(path.join(dir, 'notes.txt'), 'mine');
    await expect(exportTo(dir)).rejects.toMatchObject({ code: 'content.folder-not-empty' });
    expect(Object.keys(filesOf(dir))).toEqual(['notes.txt']);
    await exportTo(dir, true);
    expect(readFileSync(path.join(dir, 'notes.txt'), 'utf8')).toBe('mine');
    expect((await readContent(dir)).faults).toEqual([]);
  });

  it('into the folder it came from touches only what the database says differently', async () => {
    const commented = edited(sound, QUIZ, 'theme: range', 'theme: range # as on the web site');
    const newcomer = 'lines/welcome/060-newcomer.en.md';
    await inFolder({ ...commented, [newcomer]: sound['lines/welcome/010-hello.en.md']! }, async (folder) => {
      await sync(commented);
      await sync(
        edited(
          edited(commented, 'lines/welcome/010-hello.fr.md', 'Bonjour', 'Salut'),
          'lines/season/line.yaml',
          'status: paused',
          'status: active',
        ),
      );
      const result = await exportTo(folder, true);
      expect(result.written).toEqual([
        'lines/season/line.yaml',
        'lines/welcome/010-hello.en.md',
        'lines/welcome/010-hello.fr.md',
      ]);
      const after = filesOf(folder);
      expect(after[QUIZ]).toContain('# as on the web site');
      expect(after['lines/welcome/010-hello.fr.md']).toContain('title: Salut');
      expect(after[newcomer]).toBe(sound['lines/welcome/010-hello.en.md']); // not synced yet, so not the database's to remove
    });
  });

  it('moves the files of a brick that has another place now', async () => {
    const { [QUIZ]: en, [QUIZ_FR]: fr, ...rest } = sound;
    await inFolder(sound, async (folder) => {
      await sync({ ...rest, 'lines/welcome/035-which-probe.en.md': en!, 'lines/welcome/035-which-probe.fr.md': fr! });
      expect((await exportTo(folder, true)).removed).toEqual([QUIZ, QUIZ_FR]);
      expect((await readContent(folder)).faults).toEqual([]);
      expect((await syncFolder(folder)).changes).toEqual([]);
    });
  });

  it('of an empty database says that there is nothing', async () => {
    await expect(exportTo(dir)).rejects.toMatchObject({ code: 'content.empty' });
  });
});
