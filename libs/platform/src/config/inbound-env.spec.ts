import { readEnv } from './env.js';

describe('the settings of mail that comes in', () => {
  it.each([
    ['RELAIS_REPLY_ADDRESS', 'answers@reply.example.com', true],
    ['RELAIS_REPLY_ADDRESS', 'answers', false],
    ['RELAIS_REPLY_ADDRESS', 'Answers <answers@reply.example.com>', false],
    ['RELAIS_REPLY_ADDRESS', 'answers+x@reply.example.com', false],
    ['RELAIS_REPLY_ADDRESS', `${'a'.repeat(32)}@reply.example.com`, false], // no room for the token
    ['RELAIS_BOUNCE_ADDRESS', 'bounce@reply.example.com', true],
    ['RELAIS_BOUNCE_ADDRESS', 'returns@reply.example.com', false],
    ['RELAIS_INBOUND_SMTP_PORT', '2525', true],
    ['RELAIS_INBOUND_SMTP_PORT', '70000', false],
    ['RELAIS_INBOUND_SMTP_PORT', 'smtp', false],
    ['RELAIS_INBOUND_SECRET', 'x'.repeat(32), true],
    ['RELAIS_INBOUND_SECRET', 'x'.repeat(31), false],
    ['RELAIS_INBOUND_SECRET', `${'x'.repeat(32)} y`, false],
    ['RELAIS_IMAP_URL', 'imaps://user:pass@imap.example.com/INBOX', true],
    ['RELAIS_IMAP_URL', 'https://imap.example.com', false],
    ['RELAIS_INBOUND_AUTHSERV', 'mx.example.com', true],
    ['RELAIS_INBOUND_AUTHSERV', 'mx example', false],
  ])('%s = %s: %s', (name, value, good) => {
    const read = () => readEnv({ [name]: value });
    if (good) expect(String(read()[name as 'RELAIS_REPLY_ADDRESS'])).toBe(value);
    else
      expect(read).toThrow(
        expect.objectContaining({ code: 'env.invalid', details: [expect.objectContaining({ where: name })] }),
      );
  });
});
