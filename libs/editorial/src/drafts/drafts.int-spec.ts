import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { DatabaseModule } from '@relais/platform';
import { edited, inFolder, soundFiles, type Files } from '../../../../test/fixtures/content/content-folder.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { BricksQueries, ContentExport, DraftsQueries, DraftsService, EditorialModule, HistoryQueries, PublishingService, readContent, type CheckedDraft, type DraftDocument } from '../index.js'; // prettier-ignore

const QUIZ = 'lines/welcome/020-which-probe.en.md';
const sound = soundFiles();
/** Accounts. */
const [ANA, BEN] = [1, 2];

describe('a brick written in the console', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let drafts: DraftsService;
  beforeEach(async () => {
    db = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: db.url, poolSize: 6 }), EditorialModule],
    }).compile();
    drafts = app.get(DraftsService);
    await sync(sound);
  });
  afterEach(async () => {
    await app.close();
    await db.drop();
  });

  const sync = (files: Files, options = {}) =>
    inFolder(files, async (dir) => app.get(PublishingService).sync(await readContent(dir), options));
  const brickId = async (slug: string) =>
    (await db.query<{ id: number }>('SELECT id FROM editorial.brick WHERE slug = $1', [slug]))[0]!.id;
  const titleOf = async (slug: string) =>
    (
      await db.query<{ title: string; number: number; status: string }>(
        `SELECT v.question->'wordings'->'en'->>'title' AS title, v.number, b.status FROM editorial.brick b JOIN editorial.brick_version v ON v.id = b.version_id WHERE b.slug = $1`,
        [slug],
      )
    )[0]!;
  const listed = async (slug: string) => (await app.get(BricksQueries).ofLine('welcome')).find((b) => b.slug === slug)!;
  const complete = (draft: CheckedDraft, title = 'A new brick'): DraftDocument => {
    const document = structuredClone(draft.document);
    Object.assign(document.wordings[0]!, {
      title,
      body: 'What is it?',
      explanation: 'It is *this*.',
      options: [
        { id: 'a', text: 'This' },
        { id: 'b', text: 'That' },
      ],
    });
    return { ...document, right: ['a'] };
  };
  /** The draft of a new brick, ready for review. */
  const written = async (title = 'A new brick') => {
    const draft = await drafts.begin({ line: 'welcome', kind: 'quiz', title }, ANA);
    return drafts.save(draft.id, { revision: draft.revision, document: complete(draft, title) }, ANA);
  };
  const approved = async (draft: CheckedDraft) => {
    const sent = await drafts.act(draft.id, 'submit', { revision: draft.revision }, ANA);
    return drafts.act(draft.id, 'approve', { revision: sent.revision }, BEN);
  };
  const published = async (draft: CheckedDraft) => {
    const { revision } = await approved(draft);
    return drafts.publish(draft.id, { revision }, BEN);
  };
  const retitled = async (slug: string, title: string) => {
    const draft = await drafts.revise(await brickId(slug), ANA);
    const document = structuredClone(draft.document);
    document.wordings[0]!.title = title;
    return drafts.save(draft.id, { revision: draft.revision, document }, ANA);
  };

  it('is a draft until two people stand for it, then a version that never changes', async () => {
    const begun = await drafts.begin({ line: 'welcome', kind: 'quiz', title: 'Où sont les œufs ?' }, ANA);
    expect(begun).toMatchObject({
      slug: 'ou-sont-les-oeufs',
      state: 'draft',
      position: 60,
      revision: 1,
      writers: [ANA],
    });
    expect(begun.faults.map((f) => f.where)).toEqual(
      expect.arrayContaining(['wordings.0.body', 'wordings.0.explanation']),
    );
    await expect(drafts.act(begun.id, 'submit', { revision: 1 }, ANA)).rejects.toMatchObject({ code: 'draft.invalid' });

    const draft = await drafts.save(begun.id, { revision: 1, document: complete(begun) }, ANA);
    expect([draft.faults, draft.revision]).toEqual([[], 2]);
    const sent = await drafts.act(draft.id, 'submit', { revision: 2 }, ANA);
    await expect(drafts.act(draft.id, 'approve', { revision: 3 }, ANA)).rejects.toMatchObject({
      code: 'draft.own-text',
    });
    await expect(drafts.publish(draft.id, { revision: 3 }, BEN)).rejects.toMatchObject({ code: 'draft.state' });
    const good = await drafts.act(draft.id, 'approve', { revision: sent.revision }, BEN);
    expect(good).toMatchObject({ state: 'approved', approvedBy: BEN });
    expect(await listed('ou-sont-les-oeufs')).toMatchObject({
      brickId: null,
      status: null,
      draft: { state: 'approved' },
    });

    const done = await drafts.publish(draft.id, { revision: good.revision }, ANA);
    expect(done).toMatchObject({ state: 'published', publishedBy: ANA });
    expect(await titleOf('ou-sont-les-oeufs')).toEqual({ title: 'A new brick', number: 1, status: 'published' });
    expect(await listed('ou-sont-les-oeufs')).toMatchObject({
      status: 'published',
      draft: null,
      editedInConsole: true,
    });
    expect(await listed('hello')).toMatchObject({ editedInConsole: false, locales: ['en', 'fr'] });
    await expect(drafts.save(draft.id, { revision: done.revision, document: complete(done) }, ANA)).rejects.toMatchObject({ code: 'draft.state' }); // prettier-ignore
    const [first] = await app.get(HistoryQueries).versions(done.brickId!);
    expect(first).toMatchObject({
      number: 1,
      current: true,
      draft: { writers: [ANA], approvedBy: BEN, publishedBy: ANA },
    });
  });

  it('loses its approval with other words, and keeps it with another date', async () => {
    const good = await approved(await written());
    const moved = await drafts.save(good.id, { revision: good.revision, plan: { day: 3, on: null } }, BEN);
    expect(moved).toMatchObject({ state: 'approved', plan: { day: 3, on: null }, writers: [ANA] });
    const same = await drafts.save(
      good.id,
      { revision: moved.revision, document: structuredClone(moved.document) },
      BEN,
    );
    expect(same.state).toBe('approved');
    const reworded = await drafts.save(
      good.id,
      { revision: same.revision, document: complete(same, 'Other words') },
      BEN,
    );
    expect(reworded).toMatchObject({ state: 'draft', approvedBy: null, writers: [ANA, BEN] });
    const sent = await drafts.act(good.id, 'submit', { revision: reworded.revision }, BEN);
    for (const writer of [ANA, BEN])
      await expect(drafts.act(good.id, 'approve', { revision: sent.revision }, writer)).rejects.toMatchObject({ code: 'draft.own-text' }); // prettier-ignore
    const back = await drafts.act(good.id, 'return', { revision: sent.revision, note: 'Say it shorter.' }, 3);
    expect(back).toMatchObject({ state: 'draft', note: 'Say it shorter.' });
  });

  it('saved by two at once keeps the first and shows it to the second', async () => {
    const draft = await written();
    const save = (title: string) => drafts.save(draft.id, { revision: draft.revision, document: complete(draft, title) }, ANA); // prettier-ignore
    const results = await Promise.allSettled([save('One'), save('Two')]);
    const kept = results.find((r) => r.status === 'fulfilled')!.value;
    const late = results.find((r) => r.status === 'rejected')!.reason as { code: string; current: CheckedDraft };
    expect(late.code).toBe('draft.changed');
    expect(late.current).toMatchObject({ revision: kept.revision, document: kept.document });
  });

  it('is discarded and restored, but not beside a newer draft', async () => {
    const draft = await written();
    const gone = await drafts.act(draft.id, 'discard', { revision: draft.revision }, ANA);
    expect(await listed('a-new-brick')).toBeUndefined();
    const back = await drafts.act(draft.id, 'restore', { revision: gone.revision }, ANA);
    expect([back.state, back.document]).toEqual(['draft', draft.document]);
    expect((await written()).slug).toBe('a-new-brick-2');
  });

  it('keeps characters that no database takes out of the way', async () => {
    const draft = await written('a\u0000b \ud800 😀\r\nc');
    expect(draft.document.wordings[0]!.title).toBe('ab  😀\nc');
    expect(draft.faults).toMatchObject([{ where: 'wordings.0.title', what: '`title` has several lines' }]);
  });

  describe('as a revision of one that is published', () => {
    it('is one draft for everybody, compared with what it began from, and a new version', async () => {
      const draft = await retitled('which-probe', 'Which probe in the cold?');
      expect(await drafts.revise(await brickId('which-probe'), BEN)).toMatchObject({ id: draft.id });
      expect(await app.get(HistoryQueries).diffOfDraft(draft.id)).toEqual([
        {
          field: 'title',
          locale: 'en',
          before: 'Which probe for a freezer at −25 °C?',
          after: 'Which probe in the cold?',
        },
      ]);
      const done = await published(draft);
      expect(await titleOf('which-probe')).toMatchObject({ title: 'Which probe in the cold?', number: 2 });
      expect(await app.get(HistoryQueries).diff(done.brickId!, 1, 2)).toMatchObject([{ field: 'title', locale: 'en' }]);
      await expect(app.get(HistoryQueries).diff(done.brickId!, 1, 7)).rejects.toMatchObject({
        code: 'version.unknown',
      });
    });

    it('does not undo a version that came in between', async () => {
      const draft = await approved(await retitled('which-probe', 'From the console'));
      await sync(edited(sound, QUIZ, 'theme: range', 'theme: value'));
      const refused = drafts.publish(draft.id, { revision: draft.revision }, BEN);
      await expect(refused).rejects.toMatchObject({ code: 'draft.overtaken', current: { basedOn: 1, current: 2 } });
      await expect(drafts.save(draft.id, { revision: draft.revision, basedOn: 1 }, ANA)).rejects.toMatchObject({ code: 'draft.overtaken' }); // prettier-ignore
      const looked = await drafts.save(draft.id, { revision: draft.revision, basedOn: 2 }, ANA);
      await drafts.publish(draft.id, { revision: looked.revision }, BEN);
      expect(await titleOf('which-probe')).toMatchObject({ title: 'From the console', number: 3 });
    });

    it('corrects what those who answered were told', async () => {
      const draft = await drafts.revise(await brickId('which-probe'), ANA);
      const document = { ...draft.document, right: ['a'] };
      await published(await drafts.save(draft.id, { revision: draft.revision, document }, ANA));
      expect(await db.query('SELECT kind, until_version FROM editorial.retraction')).toEqual([
        { kind: 'corrected', until_version: 1 },
      ]);
    });
  });

  describe('and the content files', () => {
    it('stays when the files are synced again, and is said to differ', async () => {
      await published(await retitled('which-probe', 'From the console'));
      await published(await written());
      const result = await sync(sound);
      expect(result).toMatchObject({
        changes: [],
        kept: [{ line: 'welcome', brick: 'which-probe', fields: ['digest'] }],
      });
      expect(await titleOf('which-probe')).toMatchObject({ title: 'From the console' });
      expect(await titleOf('a-new-brick')).toMatchObject({ status: 'published' });
    });

    it('stays while the files move on elsewhere', async () => {
      await published(await retitled('which-probe', 'From the console'));
      const result = await sync(edited(sound, 'lines/welcome/010-hello.en.md', 'title: ', 'title: So, '));
      expect(result.changes).toMatchObject([{ brick: 'hello', version: 2 }]);
      expect(await titleOf('which-probe')).toMatchObject({ title: 'From the console' });
    });

    it('stops a sync of files that changed the same, unless they are to win', async () => {
      await published(await retitled('which-probe', 'From the console'));
      const files = edited(sound, QUIZ, 'theme: range', 'theme: value');
      await expect(sync(files)).rejects.toMatchObject({
        code: 'content.edited-in-console',
        details: [{ where: 'lines/welcome/which-probe', what: 'edited here and in the console: digest' }],
      });
      const { [QUIZ]: _, 'lines/welcome/020-which-probe.fr.md': __, ...gone } = sound;
      await expect(sync(gone)).rejects.toMatchObject({ code: 'content.edited-in-console' });
      await sync(files, { overwrite: true });
      expect(await titleOf('which-probe')).toMatchObject({ title: 'Which probe for a freezer at −25 °C?', number: 3 });
      expect(await sync(files)).toMatchObject({ changes: [] });
    });

    it('is written back by export, and then the files say the same', async () => {
      await published(await retitled('which-probe', 'From the console'));
      await published(await written());
      const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-export-'));
      try {
        await app.get(ContentExport).export(dir);
        const content = await readContent(dir);
        expect(content.faults).toEqual([]);
        const result = await app.get(PublishingService).sync(content);
        expect(result.changes).toEqual([]);
        expect(result.kept).toBeUndefined();
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
      expect(await listed('which-probe')).toMatchObject({ editedInConsole: false });
      const again = await sync(sound).catch((error: { code: string }) => error.code);
      expect(again).toMatchObject({ bricks: { updated: 1, withdrawn: 1 } }); // older files are files: they say what they want
    });

    it('withdrawn in the console stays withdrawn until its file has new words', async () => {
      await app.get(PublishingService).withdraw('welcome', 'which-probe');
      await sync(sound);
      expect(await titleOf('which-probe')).toMatchObject({ status: 'withdrawn' });
      await sync(edited(sound, QUIZ, 'theme: range', 'theme: value'));
      expect(await titleOf('which-probe')).toMatchObject({ status: 'published', number: 2 });
    });
  });

  it('is found in the lists of who writes and who reviews', async () => {
    const one = await approved(await written('One'));
    const two = await written('Two');
    const list = (states: ('draft' | 'approved')[], writer?: number) =>
      app.get(DraftsQueries).list({ states, limit: 10, ...(writer !== undefined && { writer }) });
    expect((await list(['draft', 'approved'])).map(({ id, title }) => [id, title])).toEqual([
      [two.id, 'Two'],
      [one.id, 'One'],
    ]);
    expect((await list(['approved'], ANA)).map(({ id }) => id)).toEqual([one.id]);
    expect(await list(['approved'], BEN)).toEqual([]);
  });
});
