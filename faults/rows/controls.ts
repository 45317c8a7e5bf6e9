import { planTwice } from '../controls/naive-planner.js';
import { makeDue } from '../ground/network.js';
import { pause } from '../ground/pause.js';
import { plannedTwice } from '../ground/plan.js';
import { takeStock } from '../ground/stock.js';
import type { Row } from '../row.js';
import { killSenders } from './kill-senders.js';
import { emptyQueue } from './queue-emptied.js';

/** Longer than the product's own sweep needs, several times. */
const A_SWEEP_WOULD_HAVE_COME_MS = 12_000;

const brokenSender = (kind: string, caughtBy: RegExp): Row => ({
  name: `control-${kind}`,
  what: `control: a sender that does ${kind.replaceAll('-', ' ')}, killed at random`,
  promises: 'P14',
  caughtBy,
  async run(ground) {
    const place = await ground.place(this.name);
    const plan = { program: 'faults/controls/broken-sender.js', env: { FAULT_SENDER: kind }, mails: 300, kills: 6 };
    return killSenders(place, plan).finally(() => place.close());
  },
});

/** Deliberately broken variants: a detector that does not see these sees nothing. */
export const controls: Row[] = [
  brokenSender('send-then-mark', /more often than 1 \+ ambiguous/),
  brokenSender('mark-then-send', /accepted by the record, not by the relay/),
  {
    name: 'control-no-unique-key',
    what: 'control: two planners on a database without the unique key',
    promises: 'P1',
    caughtBy: /planned twice/,
    async run(ground) {
      const place = await ground.place(this.name);
      const { db } = place;
      try {
        const refused = await planTwice(db.url);
        const withKey = await plannedTwice(db);
        await db.query('DELETE FROM delivery.delivery');
        await db.query('ALTER TABLE delivery.delivery DROP CONSTRAINT uq_delivery_occurrence');
        await planTwice(db.url);
        return {
          killed: 'unique key dropped',
          broken: await plannedTwice(db),
          notes: [
            `with the key: ${withKey.length ? withKey.join() : 'none planned twice'}, ${refused} planner refused`,
          ],
        };
      } finally {
        await place.close();
      }
    },
  },
  {
    name: 'control-no-reconciler',
    what: 'control: a worker that only its queue wakes, and the queue is emptied',
    promises: 'P9',
    caughtBy: /due, and still planned/,
    async run(ground) {
      const place = await ground.place(this.name);
      const { db, sink } = place;
      const program = 'faults/controls/worker-without-sweeps.js';
      try {
        await makeDue(db, 50);
        const ringer = await place.run(program, { FAULT_ROLE: 'rings' });
        await ringer.finished();
        const emptied = await emptyQueue(db);
        if (emptied === 0) throw new Error(`nothing was rung: ${ringer.output}`);
        const worker = await place.run(program, { FAULT_ROLE: 'sends' });
        await worker.says('listening');
        await pause(A_SWEEP_WOULD_HAVE_COME_MS);
        const stock = await takeStock(db, sink);
        // The same worker sends them once the bell rings: only the bell was missing.
        await (await place.run(program, { FAULT_ROLE: 'rings' })).finished();
        if (!(await sink.reaches(50, 30_000))) throw new Error('the control does not send when its bell rings');
        return { killed: `queue emptied × 1 (${emptied} rows)`, stock, broken: stock.breaches, notes: [] };
      } finally {
        await place.close();
      }
    },
  },
];
