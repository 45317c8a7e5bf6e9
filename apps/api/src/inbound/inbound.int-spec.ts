import { OwnAddresses } from '../../../../libs/delivery/src/sending/own-addresses.js';
import { Site } from '../../../../test/browser/site.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people } from '../../../../test/support/world.js';

const SECRET = 'a-secret-for-mail-that-comes-in-of-40-ch';
const CONTENT = {
  'lines/basics/line.yaml': aLine('Basics'),
  'lines/basics/010-first.en.md': aQuiz('The first question'),
};
const SETTINGS = { RELAIS_REPLY_ADDRESS: 'answers@reply.kelvane.example' };

describe('mail handed in over HTTP', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open({
      content: CONTENT,
      people: people(['Europe/Paris', 'Europe/Paris']),
      env: SETTINGS,
      settings: { ...SETTINGS, RELAIS_INBOUND_SECRET: SECRET },
    });
  }, 60_000);
  afterAll(() => site.close());

  async function reply(n: number): Promise<string> {
    await site.delivered(n, 'first');
    const [row] = await site.world.query<{ id: string }>(
      `SELECT d.id FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.external_id = $1`,
      [`P-1-R${n}`],
    );
    const delivery = { id: row!.id, answerUntil: new Date(Date.now() + 864e6) };
    const { address } = site.world.get(OwnAddresses).replyTo(delivery)!;
    return `From: rep${n}@p-1.example\r\nTo: ${address}\r\nSubject: Re: hello\r\nMessage-ID: <${n}@x>\r\n\r\nB\r\n`;
  }
  const post = (body: string, headers: Record<string, string>, at = '/api/v1/inbound') =>
    fetch(site.url + at, { method: 'POST', body, headers: { 'content-type': 'message/rfc822', ...headers } });
  const answers = () => site.world.query(`SELECT rep_id, choices, route FROM delivery.answer`);

  it.each([
    ['no secret', {}],
    ['a wrong secret', { 'x-relais-secret': SECRET.toUpperCase() }],
    ['the beginning of the secret', { 'x-relais-secret': SECRET.slice(0, 30) }],
    ['no secret and no mail', { 'content-type': 'application/json' }],
  ])('is refused with %s', async (_, headers) => {
    const response = await post(headers['content-type' as never] ? '{}' : await reply(1), headers);
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'http.401' }]);
    expect(await answers()).toEqual([]);
  });

  it('is taken with the secret, and the same mail twice is one answer', async () => {
    const raw = await reply(1);
    const first = await post(raw, { 'x-relais-secret': SECRET });
    expect([first.status, await first.json()]).toEqual([
      202,
      { nature: 'reply', outcome: 'answered', duplicate: false },
    ]);
    const again = await post(raw, { 'x-relais-secret': SECRET, 'content-type': 'application/octet-stream' });
    expect([again.status, await again.json()]).toMatchObject([202, { duplicate: true }]);
    expect(await answers()).toMatchObject([{ choices: ['b'], route: 'reply' }]);
  });

  it('is refused by its size, in the wrong form, and at every other address', async () => {
    const secret = { 'x-relais-secret': SECRET };
    expect((await post('x'.repeat(26 * 1024 * 1024), secret)).status).toBe(413);
    expect((await post('{}', { ...secret, 'content-type': 'application/json' })).status).toBe(415);
    expect((await post('x', secret, `/a/${'a'.repeat(32)}`)).status).toBe(415);
  });

  it('has no door where no secret is set', async () => {
    const closed = await Site.open({ content: CONTENT });
    try {
      const response = await fetch(`${closed.url}/api/v1/inbound`, {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'message/rfc822', 'x-relais-secret': SECRET },
      });
      expect([response.status, await response.json()]).toMatchObject([404, { code: 'inbound.off' }]);
    } finally {
      await closed.close();
    }
  });
});
