import { AccessMails, SessionsService, type Owner } from '@relais/network';
import { MailboxStore } from '@relais/platform';
import { Caller } from '../../../../test/support/caller.js';
import { NOT_A_COMPANYS, openCanaryWorld, TREES, unmarkedColumns, type TreeIds } from '../../../../test/support/canary-world.js'; // prettier-ignore
import type { Site } from '../../../../test/browser/site.js';

/**
 * P39: whoever belongs to one company's tree never receives a byte of another's. Every text of the red and the blue tree is marked; people of
 * the red one ask for everything there is to ask for, and no answer and no mail to them may hold the mark of the blue one.
 */
const FOREIGN = /zqblue/i;

interface Operation {
  method: string;
  path: string;
  body: Schema | null;
  query: { name: string; required?: boolean; schema: Schema }[];
}
interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

let site: Site;
let red: TreeIds;
let blue: TreeIds;
let operations: Operation[];
let schemas: Record<string, Schema>;
beforeAll(async () => {
  const world = await openCanaryWorld();
  site = world.site;
  ({ zqred: red, zqblue: blue } = world.ids);
  const document = (await (await site.get('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> }; parameters?: { in: string; name: string; required?: boolean; schema: Schema }[] }>>; // prettier-ignore
    components: { schemas: Record<string, Schema> };
  };
  schemas = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      body: Object.values(requestBody?.content ?? {})[0]?.schema ?? null,
      query: parameters.filter((parameter) => parameter.in === 'query'),
    })),
  );
}, 120_000);
afterAll(() => site.close());

/** A browser in which this person is signed in, until they sign out. */
async function as(owner: Owner | null): Promise<Caller> {
  const caller = new Caller(site.url);
  const from = { address: '', agent: '' };
  if (owner) caller.cookies.set('relais-session', await site.app.get(SessionsService, { strict: false }).open(owner, 'open', from)); // prettier-ignore
  return caller;
}

const accountId = async (email: string) =>
  (await site.world.query<{ id: number }>('SELECT id FROM network.account WHERE email = $1', [email]))[0]!.id;

/** Every address of a path: each hole filled with what is red and what is blue. */
function addressesOf(path: string, few: boolean): string[] {
  const all = [red, blue].flatMap((tree) =>
    [tree.partners, tree.reps, tree.accounts, tree.sessions].flatMap((one): (string | number)[] =>
      few ? one.slice(0, 1) : one,
    ),
  );
  const fillings: Record<string, (string | number)[]> = {
    id: [...all, 999_999],
    slug: ['sprint', 'zqblue-p1'],
    token: [site.sign('answer', red.deliveries[0]!), site.sign('preferences', red.deliveries[0]!)],
  };
  return [...path.matchAll(/\{(\w+)\}/g)].reduce(
    (paths, [hole, name]) => {
      const values = fillings[name!] ?? ['sprint', ...red.partners, ...blue.partners];
      return paths.flatMap((one) => [...new Set(values)].map((value) => one.replace(hole, encodeURIComponent(value))));
    },
    [path],
  );
}

/** Queries of a route: none, then each parameter asked for what is blue. */
function queriesOf({ query }: Operation): string[] {
  const asked: Record<string, (string | number)[]> = {
    search: ['zqblue', 'zqbluelast', 'zqblue-p1', 'zq'],
    partnerId: blue.partners,
    under: [...blue.partners, 'top'],
    subject: ['zqblue:subject', `account:${blue.accounts[0]}`],
    action: ['zqblue-action'],
    jobRole: ['zqblue-role'],
    cursor: ['nonsense', Buffer.from('["zqblue",1]').toString('base64url'), Buffer.from('["","",1]').toString('base64url'), Buffer.from('["",1]').toString('base64url')], // prettier-ignore
  };
  const values = ({ name, schema }: Operation['query'][number]) => asked[name] ?? schema.enum ?? ['1', 'zqblue'];
  const day = new Date().toISOString().slice(0, 10);
  const needed: Record<string, string> = { from: day, to: day, line: 'basics' };
  const base = query.filter(({ required }) => required).map(({ name }) => `${name}=${needed[name] ?? '1'}`);
  return [
    base.length ? `?${base.join('&')}` : '',
    ...query.flatMap((one) => values(one).map((value) => `?${[...base.filter((part) => !part.startsWith(`${one.name}=`)), `${one.name}=${encodeURIComponent(String(value))}`].join('&')}`)), // prettier-ignore
  ];
}

/** A body of the asked form that names what is blue wherever it can. */
function bodyOf(schema: Schema): unknown {
  const { $ref, type, enum: words, properties, items } = schema;
  if ($ref) return bodyOf(schemas[$ref.split('/').at(-1)!]!);
  if (words) return words[0];
  if (type === 'array') return items ? [bodyOf(items)] : [];
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return blue.partners[0];
  if (properties)
    return Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [name, name.toLowerCase().includes('email') ? 'zqblue-mail-11@zqblue.example' : bodyOf(one)]), // prettier-ignore
    );
  return 'zqblue-p1';
}

/** Bodies to try: good form, no form, and what is none. */
const bodiesOf = ({ body }: Operation): unknown[] => [...(body ? [bodyOf(body)] : []), {}, { zqblue: 'zqblue' }, []];

/** What the answer holds beyond what the request said itself. */
function beyond(answer: string, ...said: string[]): string {
  const words = said.flatMap((text) => text.match(/[\w@.:-]*zqblue[\w@.:-]*/gi) ?? []).sort((a, b) => b.length - a.length); // prettier-ignore
  return words.reduce((left, word) => left.replaceAll(word, '…'), answer);
}

/** Asks for everything; gives what came back with the foreign mark in it, and how many answers were of use. */
async function walk(owner: Owner | null, methods: string[]): Promise<{ leaks: string[]; served: Set<string> }> {
  const leaks: string[] = [];
  const served = new Set<string>();
  let caller = await as(owner);
  for (const operation of operations.filter(({ method }) => methods.includes(method))) {
    const reads = operation.method === 'GET';
    for (const address of addressesOf(operation.path, !reads)) {
      for (const query of reads ? queriesOf(operation) : ['']) {
        for (const body of reads ? [undefined] : bodiesOf(operation)) {
          // What is asked for may end the session, or be one try too many.
          if (!reads) {
            caller = await as(owner);
            await site.world.query('DELETE FROM platform.rate_limit');
          }
          const response = await caller.request(operation.method, address + query, body, {
            accept: 'application/json',
          });
          const text = `${[...response.headers].join('\n')}\n${await response.text()}`;
          if (response.status >= 500) leaks.push(`${response.status} of ${operation.method} ${address}${query}`);
          if (response.ok) served.add(`${operation.method} ${operation.path}`);
          // A cookie of the session is random letters.
          if (FOREIGN.test(beyond(text, address + query, JSON.stringify(body) ?? '')))
            leaks.push(`${operation.method} ${address}${query}: ${text.slice(0, 300)}`);
        }
      }
    }
  }
  return { leaks, served };
}

const PEOPLE: [string, () => Promise<Owner | null>][] = [
  ['a partner admin', async () => ({ kind: 'account', id: await accountId('zqred-admin@zqred.example') })],
  ['a rep', async () => ({ kind: 'rep', id: red.reps[0]! })],
  ['a rep of a company below', async () => ({ kind: 'rep', id: red.reps[3]! })],
  ['a stranger', async () => null],
];

describe('the canary world', () => {
  it.each(TREES)('bears the name of %s in every column that could be of a company', async (tree) => {
    const reviewed = (column: string) => Object.keys(NOT_A_COMPANYS).some((known) => known.endsWith('.') ? column.startsWith(known) : column === known); // prettier-ignore
    expect((await unmarkedColumns(site, tree)).filter((column) => !reviewed(column))).toEqual([]);
  });

  it('would show a leak: the vendor’s people see both trees (control)', async () => {
    const admin = await as({ kind: 'account', id: await accountId('admin@vendor.example') });
    for (const path of [
      '/api/v1/partners',
      '/api/v1/reps',
      `/api/v1/reps/${blue.reps[0]}`,
      `/api/v1/reps/${blue.reps[0]}/history`,
      `/api/v1/results/bricks/${(await site.world.query<{ id: number }>('SELECT min(id) AS id FROM editorial.brick'))[0]!.id}/answers.csv`,
      '/api/v1/people-imports',
      '/api/v1/boards/sprint',
      '/api/v1/boards/sprint?by=partner',
      '/boards/sprint',
      '/api/v1/audit',
      '/api/v1/accounts',
      '/mailbox/messages',
    ])
      // prettier-ignore
      expect([path, FOREIGN.test(await (await admin.get(path)).text())]).toEqual([path, true]);
  });

  it('serves its own: the red partner admin sees both red companies and all their people', async () => {
    const own = await as({ kind: 'account', id: await accountId('zqred-admin@zqred.example') });
    const partners = await own.json<{ partners: { externalId: string; parentId: number | null }[]; total: number }>('/api/v1/partners?under=top'); // prettier-ignore
    expect(partners).toMatchObject({ total: 1, partners: [{ externalId: 'zqred-p1', parentId: null, reps: { own: 3, all: 6 }, children: 1 }] }); // prettier-ignore
    expect(await own.json('/api/v1/partners')).toMatchObject({ total: 2 });
    expect(await own.json('/api/v1/reps')).toMatchObject({ total: 6 });
    expect(await own.json('/api/v1/reps?search=zqredlast1')).toMatchObject({ total: 3 });
    expect(await own.json(`/api/v1/reps/${red.reps[5]}/history`)).toMatchObject({ received: [{ answer: { text: 'zqred own words' } }, {}] }); // prettier-ignore
    expect(await own.json('/api/v1/overview')).toMatchObject({ people: { active: 6 }, participation: { sent: 12, answered: 12, repsAnswering: 6 } }); // prettier-ignore
    expect(await own.json('/api/v1/company/people')).toMatchObject({ total: 6 });
    expect((await own.json<{ places: { name: string }[] }>('/api/v1/company/boards/sprint')).places.every(({ name }) => name.startsWith('zqredfirst'))).toBe(true); // prettier-ignore
    const board = await own.json<{ entries: { name: string | null }[] }>('/api/v1/boards/sprint');
    expect(board.entries.filter(({ name }) => name === null)).toHaveLength(6);
    expect(board.entries.filter(({ name }) => name?.startsWith('zqred'))).toHaveLength(6); // one goes by a pseudonym
    const rep = await as({ kind: 'rep', id: red.reps[3]! });
    expect(await rep.json('/api/v1/reps')).toMatchObject({ total: 1, reps: [{ id: red.reps[3] }] });
    expect((await rep.json<{ entries: { name: string | null }[] }>('/api/v1/boards/sprint')).entries.filter(({ name }) => name)).toHaveLength(3); // prettier-ignore
  });

  it('answers the same for what is foreign as for what does not exist', async () => {
    const own = await as({ kind: 'account', id: await accountId('zqred-admin@zqred.example') });
    for (const kind of ['partners', 'reps'] as const) {
      const [foreign, none] = await Promise.all([blue[kind][0]!, 999_999].map(async (id) => own.json(`/api/v1/${kind}/${id}`))); // prettier-ignore
      expect(foreign).toEqual(none);
    }
  });

  it.each(PEOPLE)(
    'shows nothing foreign to %s who asks for everything',
    async (_, who) => {
      const { leaks, served } = await walk(await who(), ['GET']);
      expect(leaks).toEqual([]);
      expect([...served]).toEqual(expect.arrayContaining(['GET /api/v1/session', 'GET /api/v1/boards/{slug}', 'GET /a/{token}'])); // prettier-ignore
    },
    120_000,
  );

  it.each(PEOPLE)(
    'shows nothing foreign to %s who tries to change everything',
    async (_, who) => {
      const { leaks } = await walk(await who(), ['POST', 'PUT', 'PATCH', 'DELETE']);
      expect(leaks).toEqual([]);
    },
    240_000,
  );

  it('has lost nothing of the blue tree by it', async () => {
    const [blues] = await site.world.query<{ people: number; sessions: number }>(
      `SELECT (SELECT count(*)::int FROM network.rep WHERE last_name LIKE 'zqblue%') AS people, (SELECT count(*)::int FROM network.session WHERE agent LIKE 'zqblue%') AS sessions`,
    );
    expect(blues).toEqual({ people: blue.reps.length, sessions: blue.sessions.length });
  });

  it('sends mails that hold nothing foreign', async () => {
    for (const path of ['/api/v1/sign-in-links', '/api/v1/password/forgotten'])
      for (const email of ['zqred-mail-11@zqred.example', 'zqred-admin@zqred.example'])
        await (await as(null)).post(path, { email });
    await site.app.get(AccessMails, { strict: false }).settled();
    const store = site.app.get(MailboxStore, { strict: false });
    const mails = (await store.list({ limit: 500 })).filter(({ to }) => /zqred/.test(to));
    expect(mails.length).toBeGreaterThan(7);
    for (const { id } of mails) {
      const { text, html, headers } = await store.read(id);
      expect(JSON.stringify([text, html, headers])).not.toMatch(FOREIGN);
    }
  });
});
