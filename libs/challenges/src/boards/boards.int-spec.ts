import { Clock, NotFound } from '@relais/platform';
import { ChallengeDatabase, reading } from '../../../../test/fixtures/challenges/challenge-database.js';
import { BoardNameService } from './board-name.service.js';
import { PAGE_PLACES } from './board-statements.js';
import { SMALL_BOARD } from './board-snapshots.queries.js';

let on: ChallengeDatabase;
beforeAll(async () => {
  on = await ChallengeDatabase.open();
});
afterAll(() => on.close());
beforeEach(() => on.clear());

const FOUR = [
  { partner: 1, firstName: 'Claire', lastName: 'Dupont' },
  { partner: 1, firstName: 'Ali', lastName: 'Benali', role: 'technician' },
  { partner: 2, firstName: 'Bea', lastName: 'Martin' },
  { partner: 3, firstName: 'Zoe', lastName: '' },
];

/** Rep 3 has two right answers, reps 1 and 4 one each (4 was quicker), rep 2 a wrong one. */
async function four(challenge: Parameters<ChallengeDatabase['challenge']>[0] = {}): Promise<number> {
  await on.reps(FOUR);
  const id = await on.challenge(challenge);
  await on.roster.call(id);
  const answers = [
    { rep: 1, brick: 1, elapsedMs: 900 },
    { rep: 2, brick: 1, correct: false },
    { rep: 3, brick: 1, elapsedMs: 5000 },
    { rep: 3, brick: 2, elapsedMs: 7000 },
    { rep: 4, brick: 1, elapsedMs: 300 },
  ];
  await on.scoring.score(await on.answers(id, answers));
  return id;
}

/** A small board is counted as it is read; after the refresh its snapshot is. Both have to say the same. */
describe.each([
  ['as it is read', async () => {}],
  ['from its snapshot', async (id: number) => void (await on.boards.refresh(id))],
])('a board, %s', (_, prepare) => {
  it('of people: points, then the quicker, then those without a point', async () => {
    await prepare(await four());
    expect(await on.lines('sprint', 'rep')).toEqual(['1 Bea M. 20', '2 Zoe 10', '3 Claire D. 10', '4 Ali B. 0']);
  });

  it('to a company: its own people with points, with their rank among all', async () => {
    await prepare(await four());
    await on.db.query('UPDATE network.partner SET lineage = ARRAY[id]');
    const best = async (partnerId: number, limit = 10) =>
      (await on.reading.best('sprint', { kind: 'partner', partnerId }, limit)).entries.map(({ rank, name, points }) => `${rank} ${name} ${points}`); // prettier-ignore
    expect([await best(1), await best(2), await best(3)]).toEqual([['3 Claire Dupont 10'], ['1 Bea Martin 20'], ['2 Zoe 10']]); // prettier-ignore
    const all = await on.reading.best('sprint', { kind: 'network' }, 2);
    expect(all.entries.map(({ name }) => name)).toEqual(['Bea Martin', 'Zoe']);
  });

  it('of partners: the mean over all their people', async () => {
    await prepare(await four());
    expect(await on.lines('sprint', 'partner')).toEqual(['1 Beta 20', '2 Gamma 10', '3 Alpha 5']);
  });

  it('of segments, which overlap', async () => {
    await prepare(await four());
    // Sales: reps 1, 3 and 4. In France: 1, 2 and 3, as many points a head as everybody, and slower.
    expect(await on.lines('sprint', 'segment')).toEqual(['1 Sales 13.3', '2 Everybody 10', '3 In France 10']);
  });

  it('of nobody who answered: all first', async () => {
    await on.reps(FOUR);
    const id = await on.challenge();
    await on.roster.call(id);
    await prepare(id);
    expect(await on.lines('sprint', 'rep')).toEqual(['1 Claire D. 0', '1 Ali B. 0', '1 Bea M. 0', '1 Zoe 0']);
    expect(await on.lines('sprint', 'partner')).toEqual(['1 Alpha 0', '1 Beta 0', '1 Gamma 0']);
  });

  it('is read in parts of any size', async () => {
    await on.reps(
      Array.from({ length: 2 * PAGE_PLACES + 7 }, (_, i) => ({ partner: 1 + (i % 3), firstName: `R${i + 1}` })),
    );
    const id = await on.challenge();
    await on.roster.call(id);
    await prepare(id);
    const whole = await on.wholeBoard('sprint', 'rep', 200);
    expect(whole.map(({ name }) => name)).toEqual(Array.from({ length: 107 }, (_, i) => `R${i + 1} D.`));
    for (const limit of [1, 7, PAGE_PLACES - 1, PAGE_PLACES, PAGE_PLACES + 1, 107]) {
      expect(await on.wholeBoard('sprint', 'rep', limit)).toEqual(whole);
    }
    const last = await on.reading.page('sprint', 'rep', { limit: 107 });
    expect(last.next).toBeNull();
  });

  it('says where a person stands', async () => {
    const id = await four();
    await prepare(id);
    const own = [1, 2, 3, 4].map((rep) => on.reading.own(id, rep));
    expect((await Promise.all(own)).map((o) => `${o!.rank} ${o!.points} ${o!.total}`)).toEqual([
      '3 10 4',
      '4 0 4',
      '1 20 4',
      '2 10 4',
    ]);
    expect(await on.reading.own(id, 99)).toBeNull();
  });
});

describe('who is on the board', () => {
  it.each([
    [
      'not somebody who is suspended',
      `UPDATE network.rep SET status = 'suspended' WHERE id = 3`,
      ['Claire D.', 'Ali B.', 'Zoe'],
    ],
    [
      'not somebody who has left',
      `UPDATE network.rep SET status = 'left' WHERE id = 3`,
      ['Claire D.', 'Ali B.', 'Zoe'],
    ],
    [
      'nobody who is in none of its lines',
      `DELETE FROM delivery.enrolment WHERE rep_id = 3 AND line_id = 1`,
      ['Claire D.', 'Ali B.', 'Zoe'],
    ],
    [
      'nobody who came after its end',
      `UPDATE delivery.enrolment SET enrolled_at = '2098-01-01' WHERE rep_id = 3`,
      ['Claire D.', 'Ali B.', 'Zoe'],
    ],
  ])('%s', async (_, change, names) => {
    const id = await four();
    await on.settle(id);
    await on.source.query(change);
    expect(await on.roster.call(id)).toBe(1);
    expect((await on.wholeBoard('sprint', 'rep')).map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('only the people of its segments', async () => {
    await four({ segments: ['french'] });
    expect((await on.wholeBoard('sprint', 'rep')).map(({ name }) => name)).toEqual(['Bea M.', 'Claire D.', 'Ali B.']);
  });

  it('somebody who changes the partner takes the points along', async () => {
    const id = await four();
    await on.source.query('UPDATE network.rep SET partner_id = 1 WHERE id = 3');
    await on.settle(id);
    expect(await on.lines('sprint', 'partner')).toEqual(['1 Gamma 10', '2 Alpha 10']);
  });

  it('who wishes goes by another name or by none, on every board and for everybody', async () => {
    const names = new BoardNameService(on.source);
    await on.settle(await four());
    expect(await names.of(3)).toEqual({ shown: 'name', pseudonym: null, name: 'Bea M.' });
    await names.choose(3, 'pseudonym', ' Cold  Runner ');
    await names.choose(1, 'nobody', null);
    const shown = async () => (await on.wholeBoard('sprint', 'rep')).map(({ name }) => name);
    expect(await shown()).toEqual(['Cold Runner', 'Zoe', null, 'Ali B.']);
    // The company's own list of its best keeps them out: the place would say who it is.
    const { entries } = await on.reading.best('sprint', { kind: 'network' }, 10);
    expect(entries.map(({ name }) => name)).toEqual(['Zoe']);
    await names.choose(3, 'name', null);
    await names.choose(1, 'name', null);
    expect(await shown()).toEqual(['Bea M.', 'Zoe', 'Claire D.', 'Ali B.']);
  });

  it('nobody takes the name that somebody else goes by', async () => {
    const names = new BoardNameService(on.source);
    await four();
    await names.choose(1, 'pseudonym', 'Cold Runner');
    await names.choose(1, 'pseudonym', 'COLD runner'); // one's own
    await expect(names.choose(2, 'pseudonym', 'cold Runner')).rejects.toMatchObject({ code: 'board-name.taken' });
    expect(await names.of(2)).toMatchObject({ shown: 'name' });
    await names.choose(1, 'nobody', null);
    await names.choose(2, 'nobody', null);
    expect(await names.choose(2, 'pseudonym', 'cold Runner')).toMatchObject({
      shown: 'pseudonym',
      pseudonym: 'cold Runner',
    });
  });

  it('a new name is shown at once, in the snapshot too', async () => {
    await on.settle(await four());
    await on.source.query(`UPDATE network.rep SET first_name = '', last_name = '' WHERE id = 3`);
    expect((await on.wholeBoard('sprint', 'rep'))[0]).toEqual({ rank: 1, name: '#3', points: 20 });
  });

  it('calling the roster twice changes nothing', async () => {
    const id = await four();
    expect(await on.roster.call(id)).toBe(0);
  });

  it('calling it while answers are scored: nobody waits for ever, nothing is lost', async () => {
    await on.reps(Array.from({ length: 60 }, (_, i) => ({ partner: 1 + (i % 3) })));
    const id = await on.challenge();
    const ids = await on.answers(
      id,
      Array.from({ length: 240 }, (_, i) => ({ rep: 1 + (i % 60), brick: 1 + Math.floor(i / 60) })),
    );
    const parts = Array.from({ length: 24 }, (_, i) => ids.filter((_, n) => n % 24 === i));
    await Promise.all([
      ...parts.map((part, i) => on.scoring.score(i % 2 ? part : part.reverse())),
      ...[1, 2, 3].map(async (partner) => {
        await on.source.query('UPDATE network.rep SET partner_id = $1 WHERE id % 5 = 0', [partner]);
        await on.roster.call(id);
      }),
    ]);
    await on.settle(id);
    expect(await on.recomputation.verify('sprint')).toEqual([
      { by: 'rep', places: 60, differences: [] },
      { by: 'partner', places: 3, differences: [] },
      { by: 'segment', places: 3, differences: [] },
    ]);
  });
});

describe('keeping the boards', () => {
  it('counts only what has changed', async () => {
    const id = await four();
    expect(await on.boards.refresh(id)).not.toBeNull();
    expect(await on.boards.refresh(id)).toBeNull();
    await on.scoring.score(await on.answers(id, [{ rep: 2, brick: 2 }]));
    expect(await on.boards.refresh(id)).not.toBeNull();
  });

  it('is done by one worker at a time', async () => {
    const id = await four();
    const took = await Promise.all([1, 2, 3, 4].map(() => on.boards.refresh(id)));
    expect(took.filter((t) => t !== null)).toHaveLength(1);
  });

  it('takes a new challenge from nothing to a board in one tick, and rests until something changes', async () => {
    await on.reps(FOUR);
    await on.challenge();
    expect((await on.boards.refreshAll()).map(({ challenge }) => challenge)).toEqual(['sprint']);
    expect(await on.lines('sprint', 'rep')).toHaveLength(4);
    expect(await on.boards.refreshAll()).toEqual([]);
  });

  it('one of several workers calls the roster', async () => {
    await on.reps(FOUR);
    const id = await on.challenge();
    const claims = await Promise.all([1, 2, 3, 4].map(() => on.roster.claim(id, null)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('starts again from the standings when a crash of the server has emptied the snapshot', async () => {
    await on.settle(await four());
    const before = await on.lines('sprint', 'partner');
    await on.source.query('TRUNCATE challenges.board_page, challenges.board_refresh, challenges.board_change');
    expect(await on.lines('sprint', 'partner')).toEqual(before);
    await on.boards.refreshAll();
    expect(await on.source.query('SELECT count(*)::int AS pages FROM challenges.board_page')).toEqual([{ pages: 3 }]);
    expect(await on.lines('sprint', 'partner')).toEqual(before);
  });
});

describe('a board too large to count while it is read', () => {
  const size = SMALL_BOARD + 100;
  let id: number;

  beforeEach(async () => {
    await on.source.query(
      `INSERT INTO network.rep (external_id, partner_id, email, first_name) SELECT 'B' || n, 1 + n % 3, n || '@x.example', 'R' || n FROM generate_series(1, $1::int) n`,
      [size],
    );
    await on.source.query(
      `INSERT INTO delivery.enrolment (line_id, rep_id, enrolled_on) SELECT 1, id, '2026-01-01' FROM network.rep`,
    );
    id = await on.challenge();
    await on.roster.call(id);
  });

  it('is empty until it is counted, and says that nothing is counted yet', async () => {
    const page = await on.reading.page('sprint', 'rep');
    expect([page.entries, page.next, page.asOf]).toEqual([[], null, page.board.startsAt]);
  });

  it('shows what it was when it was counted, and says since when; the own rank counts the newest points', async () => {
    const first = [...Array(300).keys()].map((i) => ({ rep: 100 + i, brick: 1, elapsedMs: 1000 + (i % 40) }));
    await on.scoring.score(await on.answers(id, first));
    await on.boards.refresh(id);
    const fresh = await on.reading.page('sprint', 'rep', { limit: 200 });
    await on.scoring.score(await on.answers(id, [{ rep: 7, brick: 2, elapsedMs: 1020 }]));

    const stale = await on.reading.page('sprint', 'rep', { limit: 200 });
    expect(stale.entries).toEqual(fresh.entries);
    expect(+stale.asOf).toBeLessThan(+fresh.asOf);

    const ahead = first.filter(({ elapsedMs }) => elapsedMs < 1020).length;
    expect(await on.reading.own(id, 7)).toEqual({ rank: ahead + 1, points: 10, total: size });
    expect(await on.reading.own(id, 8)).toEqual({ rank: 301, points: 0, total: size });
    expect((await on.reading.own(id, 100))!.rank).toBe(1);

    await on.boards.refresh(id);
    const board = await on.wholeBoard('sprint', 'rep', 200);
    expect(board.find(({ name }) => name === 'R7')!.rank).toBe(ahead + 1);
    for (const rep of [7, 8, 100, 139, 240, 399, size]) {
      expect((await on.reading.own(id, rep))!.rank).toBe(board.find(({ name }) => name === `R${rep}`)!.rank);
    }
  });

  it('is asked once a second whether it was counted again, and a name is asked for again after five', async () => {
    let now = 0;
    const clock = new (class extends Clock {
      override monotonic = () => now;
    })();
    const reader = reading(on.source, on.challenges, clock);
    const top = async () => (await reader.page('sprint', 'rep', { limit: 1 })).entries[0];
    await on.boards.refresh(id);
    const before = await top();
    await on.scoring.score(await on.answers(id, [{ rep: 7, brick: 1 }]));
    await on.boards.refresh(id);
    now = 999;
    expect(await top()).toEqual(before);
    now = 1_000;
    expect(await top()).toEqual({ rank: 1, name: 'R7', points: 10 });
    await on.source.query(`UPDATE network.rep SET first_name = 'Now' WHERE id = 7`);
    now = 5_999;
    expect(await top()).toEqual({ rank: 1, name: 'R7', points: 10 });
    now = 6_001;
    expect(await top()).toEqual({ rank: 1, name: 'Now', points: 10 });
  });
});

describe('what is asked for wrongly', () => {
  it.each([
    ['an unknown challenge', 'nope', {}, 'challenge.unknown'],
    ['no page', 'sprint', { limit: 0 }, 'board.limit'],
    ['too large a page', 'sprint', { limit: 201 }, 'board.limit'],
    ['half a page', 'sprint', { limit: 1.5 }, 'board.limit'],
    ['a cursor of nobody', 'sprint', { cursor: 'garbage' }, 'board.cursor'],
  ])('%s', async (_, slug, options, code) => {
    await on.challenge();
    await expect(on.reading.page(slug, 'rep', options)).rejects.toMatchObject({ code });
  });

  it('an unknown kind of board', async () => {
    await expect(on.reading.page('sprint', 'team' as never)).rejects.toMatchObject({ code: 'board.by' });
    await expect(on.recomputation.verify('nope')).rejects.toBeInstanceOf(NotFound);
  });
});

it('lists every challenge, the latest first, also those that are over', async () => {
  await on.challenge({ slug: 'old', startsAt: new Date('2020-01-01'), endsAt: new Date('2020-02-01') });
  await on.challenge();
  expect((await on.reading.list()).map(({ slug }) => slug)).toEqual(['sprint', 'old']);
  expect((await on.reading.page('old', 'rep')).board.slug).toBe('old');
});
