import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Conflict, Invalid, type Fault } from '@relais/platform';
import { ChallengeDatabase } from '../../../../test/fixtures/challenges/challenge-database.js';
import { checkChallengeFiles } from './challenge-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'relais-challenges-'));
  mkdirSync(path.join(folder, 'challenges'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string, name = 'sprint.yaml') => writeFileSync(path.join(folder, 'challenges', name), text);

const GOOD = `name: { en: Winter sprint, fr: "Sprint d'hiver" }
lines: [first-steps]
segments: [all, french]
starts: 2026-12-01
days: 10
scoring:
  - { rule: right-first-answer, points: 10 }
`;

describe('a challenge file', () => {
  const check = () => checkChallengeFiles(folder, new Set(['first-steps', 'pharma']), new Set(['all', 'french']));
  const told = (faults: Fault[]) => faults.map(({ where, what }) => `${where} ${what}`);

  it('that is right has no fault; nor has a folder without any', async () => {
    write(GOOD);
    writeFileSync(path.join(folder, 'challenges', 'notes.txt'), 'not a challenge');
    expect(await check()).toEqual([]);
    expect(await checkChallengeFiles(path.join(folder, 'nowhere'), new Set(), new Set())).toEqual([]);
  });

  const at = (line: number, what: string) => `challenges/sprint.yaml:${line} ${what}`;
  it.each([
    ['an unknown key', GOOD.replace('days:', 'dayz:'), [at(5, '`dayz` is not a key of this file')]],
    ['no name', GOOD.replace(/name.*\n/, ''), [at(1, '`name` is missing')]],
    ['a name without languages', GOOD.replace(/name.*/, 'name: Sprint'), [at(1, '`name` has no text by language')]],
    ['a name in no language', GOOD.replace('en:', 'English:'), [at(1, '`English` is not a language')]],
    ['an empty name', GOOD.replace('Winter sprint', '" "'), [at(1, 'the name in en is empty')]],
    ['no lines', GOOD.replace(/lines.*\n/, ''), [at(1, '`lines` is missing')]],
    ['lines that are no list', GOOD.replace('[first-steps]', 'first-steps'), [at(2, '`lines` is not a list of slugs')]],
    [
      'an unknown line',
      GOOD.replace('[first-steps]', '[pharma, first-stepz]'),
      [at(2, 'there is no line `first-stepz`')],
    ],
    ['an unknown segment', GOOD.replace('french]', 'fench]'), [at(3, 'there is no segment `fench`')]],
    ['no segment at all', GOOD.replace('[all, french]', '[]'), [at(3, '`segments` is not a list of slugs')]],
    ['a date there is not', GOOD.replace('2026-12-01', '2026-02-30'), [at(4, '`starts` is not a date')]],
    [
      'an instant without its offset',
      GOOD.replace('2026-12-01', '2026-12-01T09:00'),
      [at(4, '`starts` is not a date')],
    ],
    ['half a day', GOOD.replace('10\nscoring', '0.5\nscoring'), [at(5, '`days` is not a whole number from 1 to 366')]],
    ['no scoring', GOOD.replace(/scoring[^]*/, ''), [at(1, '`scoring` is missing, so nobody would earn anything')]],
    ['an unknown rule', GOOD.replace('right-first-answer', 'first-come'), [at(7, 'there is no rule `first-come`')]],
    [
      'a rule without its points',
      GOOD.replace(', points: 10', ''),
      [at(7, '`points` is not a whole number from 1 to 1000')],
    ],
    [
      'an unknown parameter',
      GOOD.replace('points: 10', 'points: 10, bonus: 1'),
      [at(7, '`bonus` is not a parameter of this rule')],
    ],
    [
      'a rule twice',
      `${GOOD}  - { rule: right-first-answer, points: 2 }\n`,
      [at(8, '`right-first-answer` is there twice')],
    ],
    ['an entry that is no rule', `${GOOD}  - 10\n`, [at(8, 'an entry of `scoring` has no rule')]],
    ['text instead of YAML', 'just words', [at(1, 'this is not a list of `key: value` lines')]],
    ['an empty file', '', [at(1, 'this is not a list of `key: value` lines')]],
    [
      'several faults, all of them',
      GOOD.replace('first-steps', 'x').replace('days: 10', 'days: ten'),
      [at(2, 'there is no line `x`'), at(5, '`days` is not a whole number from 1 to 366')],
    ],
  ])('with %s', async (_, text, faults) => {
    write(text);
    const found = await check();
    expect(told(found)).toEqual(faults);
    expect(found.every(({ fix }) => fix)).toBe(true);
  });

  it.each([
    ['YAML that is not', 'name: { en: Winter', 1],
    ['an alias', 'name: &n { en: A }\nlines: *n\n', 2],
  ])('with %s', async (_, text, line) => {
    write(text);
    expect((await check())[0]!.where).toBe(`challenges/sprint.yaml:${line}`);
  });

  it('with a name that cannot be a slug', async () => {
    write(GOOD, 'Winter Sprint.yaml');
    expect(told(await check())).toEqual([
      'challenges/Winter Sprint.yaml:1 Winter Sprint cannot be the slug of a challenge',
    ]);
  });
});

describe('loading challenges', () => {
  let on: ChallengeDatabase;
  beforeAll(async () => {
    on = await ChallengeDatabase.open();
  });
  afterAll(() => on.close());
  beforeEach(() => on.clear());

  const stored = () =>
    on.source.query(
      'SELECT slug, lines, segments, starts_at, ends_at, scoring FROM challenges.challenge ORDER BY slug',
    );

  it('creates, then changes nothing, then changes what changed', async () => {
    write(GOOD);
    expect(await on.files.sync(folder)).toEqual({ created: 1, updated: 0, unchanged: 0 });
    const first = await stored();
    expect(first).toEqual([
      {
        slug: 'sprint',
        lines: ['first-steps'],
        segments: ['all', 'french'],
        starts_at: new Date('2026-12-01T00:00:00Z'),
        ends_at: new Date('2026-12-11T00:00:00Z'),
        scoring: [{ rule: 'right-first-answer', points: 10 }],
      },
    ]);
    expect(await on.files.sync(folder)).toEqual({ created: 0, updated: 0, unchanged: 1 });
    write(GOOD.replace('[all, french]', '[french, all, french]'));
    expect(await on.files.sync(folder)).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await stored()).toEqual(first);
    write(GOOD.replace('days: 10', 'days: 11'));
    expect(await on.files.sync(folder)).toEqual({ created: 0, updated: 1, unchanged: 0 });
  });

  it('without a start begins the moment it is first loaded, for everybody and thirty days, and keeps that', async () => {
    write('name: { en: Sprint }\nlines: [first-steps]\nscoring: [{ rule: right-first-answer, points: 1 }]\n');
    const before = Math.floor(Date.now() / 1000) * 1000;
    await on.files.sync(folder);
    const [first] = await stored();
    expect(+first.starts_at).toBeGreaterThanOrEqual(before);
    expect(+first.ends_at - +first.starts_at).toBe(30 * 86_400_000);
    expect(first.segments).toEqual([]);
    await on.source.query(`UPDATE challenges.challenge SET starts_at = '2026-01-01', ends_at = '2026-01-31'`);
    expect(await on.files.sync(folder)).toEqual({ created: 0, updated: 0, unchanged: 1 });
  });

  it('an instant is taken with its offset', async () => {
    write(GOOD.replace('2026-12-01', '2026-12-01T09:00:00+01:00'));
    await on.files.sync(folder);
    expect((await stored())[0].starts_at).toEqual(new Date('2026-12-01T08:00:00Z'));
  });

  it('with a fault in one file loads none', async () => {
    write(GOOD);
    write('name: 1', 'other.yaml');
    await expect(on.files.sync(folder)).rejects.toBeInstanceOf(Invalid);
    expect(await stored()).toEqual([]);
  });

  it('is seen by scoring at once', async () => {
    expect(await on.challenges.running()).toEqual([]);
    write(GOOD);
    await on.files.sync(folder);
    expect(await on.challenges.running()).toHaveLength(1);
  });

  describe('that are under way', () => {
    const open = GOOD.replace('starts: 2026-12-01\n', '');
    beforeEach(async () => {
      await on.reps([{ partner: 1 }]);
      write(open);
      await on.files.sync(folder);
      await on.source.query(`UPDATE challenges.challenge SET starts_at = '2026-01-01', ends_at = '2026-01-11'`);
      on.challenges.forget();
      const [{ id }] = await on.source.query('SELECT id FROM challenges.challenge');
      await on.answers(id, [{ rep: 1, brick: 1, at: 9 * 24 * 60 }]);
      expect(await on.scoring.scoreMissed()).toBe(1);
    });

    it.each([
      ['its lines', open.replace('[first-steps]', '[first-steps, pharma]'), 'lines'],
      ['its points', open.replace('points: 10', 'points: 20'), 'scoring'],
      ['its start', open.replace('days', 'starts: 2026-01-02\ndays'), 'starts'],
      ['to end before points that were earned', open.replace('days: 10', 'days: 9'), 'days'],
    ])('may not change %s', async (_, text, key) => {
      write(text);
      const before = await stored();
      const refused = await on.files.sync(folder).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Conflict);
      expect((refused as Conflict).details.map(({ what }) => what)).toEqual([
        `\`${key}\` cannot be changed any more: people have points under it`,
      ]);
      expect(await stored()).toEqual(before);
    });

    it.each([
      ['its name', open.replace('Winter', 'Spring')],
      ['its segments', open.replace('[all, french]', '[french]')],
      ['to be longer', open.replace('days: 10', 'days: 60')],
    ])('may change %s', async (_, text) => {
      write(text);
      expect(await on.files.sync(folder)).toEqual({ created: 0, updated: 1, unchanged: 0 });
    });
  });
});
