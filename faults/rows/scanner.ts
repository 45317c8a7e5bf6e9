import type { Place } from '../ground/ground.js';
import { missingChromium, render } from '../ground/chromium.js';
import { makeAccepted } from '../ground/network.js';
import type { Database } from '../ground/postgres.js';
import { Visitors } from '../ground/visitors.js';
import { SubmittingPage } from '../controls/submitting-page.js';
import type { Outcome, Row } from '../row.js';

const MAILS = 5;

/** What a scanner must not leave behind (P21). */
async function traces(db: Database): Promise<string[]> {
  const [found] = await db.query<{ answers: number; stops: number }>(
    `SELECT (SELECT count(*) FROM delivery.answer)::int AS answers, (SELECT count(*) FROM delivery.opt_out)::int AS stops`,
  );
  return [
    ...(found!.answers ? [`${found!.answers} × an answer recorded by a scanner (P21)`] : []),
    ...(found!.stops ? [`${found!.stops} × a person unsubscribed by a scanner (P21)`] : []),
  ];
}

async function visit(place: Place, through: (door: string) => Promise<{ url: string; close(): Promise<void> }>) {
  const { db, ground } = place;
  const ids = await makeAccepted(db, MAILS);
  const door = await (await place.start('api')).answers();
  const shown = await through(door.url);
  const visitors = new Visitors([shown.url], ground.secret);
  try {
    const titles = await render(ids.map((id) => `${shown.url}${visitors.path(id)}?choice=b`));
    return { ids, visitors, titles };
  } finally {
    await shown.close();
  }
}

/** The product's pages: fetched, asked for their headers, rendered with their scripts. Nothing may have happened. */
export const scanner: Row = {
  name: 'scanner',
  what: 'a scanner fetches, HEADs and renders every link of its mails',
  promises: 'P20, P21',
  missing: missingChromium,
  async run(ground): Promise<Outcome> {
    const place = await ground.place(this.name);
    try {
      const { ids, visitors, titles } = await visit(place, async (url) => ({ url, close: async () => {} }));
      let asked = 0;
      for (const id of ids)
        for (const path of [...['', '?choice=a', '?choice=b'].map((q) => visitors.path(id) + q), visitors.stopPath(id)])
          for (const method of ['GET', 'HEAD', 'OPTIONS']) {
            await visitors.ask(path, { method });
            asked++;
          }
      return {
        killed: `${titles.length} pages rendered, ${asked} requests`,
        broken: [...(await traces(place.db)), ...place.deaths()],
        notes: [`the pages were there: ${JSON.stringify(titles[0])}`],
      };
    } finally {
      await place.close();
    }
  },
};

export const submittingPage: Row = {
  name: 'control-submitting-page',
  what: 'control: a page that submits itself, rendered by a scanner',
  promises: 'P21',
  caughtBy: /answer recorded by a scanner/,
  missing: missingChromium,
  async run(ground): Promise<Outcome> {
    const place = await ground.place(this.name);
    try {
      const { titles } = await visit(place, (door) => SubmittingPage.open(door));
      return { killed: `${titles.length} pages rendered`, broken: await traces(place.db), notes: [] };
    } finally {
      await place.close();
    }
  },
};
