import { Batcher } from './batcher.js';

/** A flush that the test lets end when it wants. */
function gate() {
  const groups: number[][] = [];
  const doors: ((fail?: Error) => void)[] = [];
  const flush = (items: number[]) => {
    groups.push(items);
    return new Promise<string[]>((resolve, reject) =>
      doors.push((fail) => (fail ? reject(fail) : resolve(items.map((n) => `done ${n}`)))),
    );
  };
  return { groups, doors, flush };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('group commit', () => {
  it('sends what arrives while a flush is in flight together in the next one', async () => {
    const { groups, doors, flush } = gate();
    const batcher = new Batcher(flush);
    const first = batcher.submit(1);
    await turn();
    const later = [batcher.submit(2), batcher.submit(3), batcher.submit(4)];
    await turn();
    expect(groups).toEqual([[1]]);
    doors[0]!();
    expect(await first).toBe('done 1');
    await turn();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    doors[1]!();
    expect(await Promise.all(later)).toEqual(['done 2', 'done 3', 'done 4']);
  });

  it('groups what is submitted in one turn of the event loop', async () => {
    const { groups, flush } = gate();
    const batcher = new Batcher(flush);
    [1, 2, 3].map((n) => batcher.submit(n));
    await turn();
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('lets as many as are enough go at once, in the middle of a turn, while a flush is free', async () => {
    const { groups, doors, flush } = gate();
    const batcher = new Batcher(flush, { concurrency: 2, eager: 3 });
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => batcher.submit(n));
    expect(groups).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    await turn();
    expect(groups).toHaveLength(2); // both are in flight
    doors[1]!();
    await all[5];
    await turn();
    expect(groups[2]).toEqual([7, 8]);
    doors[0]!();
    doors[2]!();
    expect(await Promise.all(all)).toHaveLength(8);
  });

  it('splits a group that is too large and keeps the order', async () => {
    const groups: number[][] = [];
    const batcher = new Batcher<number, number>(async (items) => (groups.push(items), items), { max: 4 });
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => batcher.submit(n)));
    expect(all).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(groups.map((group) => group.length)).toEqual([4, 4, 2]);
  });

  it('rejects the items of a failed flush and no others', async () => {
    const batcher = new Batcher<number, number>(
      async (items) => {
        if (items.includes(2)) throw new Error('the statement failed');
        return items;
      },
      { max: 2 },
    );
    const settled = await Promise.allSettled([1, 2, 3, 4].map((n) => batcher.submit(n)));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('goes on after a flush that throws at once or gives too few results', async () => {
    let call = 0;
    const batcher = new Batcher<number, number>((items) => {
      call++;
      if (call === 1) throw new Error('at once');
      return Promise.resolve(call === 2 ? [] : items);
    });
    await expect(batcher.submit(1)).rejects.toThrow('at once');
    await expect(batcher.submit(2)).rejects.toThrow('1 items gave 0 results');
    await expect(batcher.submit(3)).resolves.toBe(3);
  });

  it.each([1, 3])('has at most %i flushes in flight', async (concurrency) => {
    let inFlight = 0;
    let most = 0;
    const batcher = new Batcher<number, number>(
      async (items) => {
        most = Math.max(most, ++inFlight);
        await turn();
        inFlight--;
        return items;
      },
      { max: 1, concurrency },
    );
    await Promise.all(Array.from({ length: 20 }, (_, n) => batcher.submit(n)));
    expect(most).toBe(concurrency);
  });

  it('drains: resolves when nothing is waiting or in flight', async () => {
    const done: number[] = [];
    const batcher = new Batcher<number, void>(
      async (items) => {
        await turn();
        done.push(...items);
        return items.map(() => undefined);
      },
      { max: 1 },
    );
    void batcher.submit(1);
    void batcher.submit(2);
    await batcher.drain();
    expect(done).toEqual([1, 2]);
    await batcher.drain();
  });
});
