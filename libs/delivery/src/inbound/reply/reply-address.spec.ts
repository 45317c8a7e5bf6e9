import { readMessage } from '../message.js';
import { findDelivery, tokenIn, type ReplyDoor } from './reply-address.rules.js';

const TOKEN = '01abcdefghjkmnpqrstvwxyz01234567';
const OTHER = TOKEN.replace('01', '02');
const door: ReplyDoor = { mailbox: 'answers', domains: ['mail.example.com', 'example.org'] };
const message = (...headers: string[]) => readMessage(Buffer.from(`${headers.join('\r\n')}\r\n\r\nB`));

describe('a token is found in', () => {
  it.each([
    `answers+${TOKEN}@mail.example.com`,
    `ANSWERS+${TOKEN.toUpperCase()}@MAIL.EXAMPLE.COM`,
    `answers=${TOKEN}@mail.example.com`,
    `answers-${TOKEN}@mail.example.com`,
    `answers%2B${TOKEN}@mail.example.com`,
    `"answers+${TOKEN}"@mail.example.com`,
    `answers+${TOKEN}@mail.example.com.`,
    `answers+${TOKEN}@example.org`,
    `${TOKEN}@answers.mail.example.com`,
    `${TOKEN}@Answers.Example.Org`,
  ])('%s', (address) => {
    expect(tokenIn(address, door)).toBe(TOKEN);
  });

  it.each([
    `answers@mail.example.com`,
    `answers+@mail.example.com`,
    `answers+short@mail.example.com`,
    `answers+${'a'.repeat(65)}@mail.example.com`,
    `answers+${TOKEN}!@mail.example.com`,
    `answers${TOKEN}@mail.example.com`,
    `answers+${TOKEN}@elsewhere.example`,
    `answers+${TOKEN}@evil-mail.example.com`,
    `answers+${TOKEN}@mail.example.com.evil.example`,
    `${TOKEN}@mail.example.com`,
    `${TOKEN}@other.mail.example.com`,
    TOKEN,
    '',
    '@',
    '@@@',
    'a'.repeat(100_000),
  ])('not in %j', (address) => {
    expect(tokenIn(address, door)).toBeNull();
  });
});

describe('the delivery of a reply', () => {
  it('is named by the recipient of the envelope first', async () => {
    const found = findDelivery(
      await message(`To: answers+${OTHER}@mail.example.com`),
      [`answers+${TOKEN}@mail.example.com`],
      door,
    );
    expect(found).toEqual({ by: 'token', token: TOKEN, where: 'envelope', trust: 'signature', inReplyTo: null });
  });

  it.each([
    `To: "Relais" <answers+${TOKEN}@mail.example.com>`,
    `To: paul@partner.example, Relais <answers+${TOKEN}@mail.example.com>`,
    `Cc: answers+${TOKEN}@mail.example.com`,
    `Delivered-To: answers+${TOKEN}@mail.example.com`,
    `X-Original-To: <answers+${TOKEN}@mail.example.com>`,
  ])('is named by the header %j', async (header) => {
    expect(findDelivery(await message(header), ['inbox@mail.example.com'], door)).toMatchObject({
      by: 'token',
      token: TOKEN,
      where: 'header',
    });
  });

  it('is told with the mail it replies to, for comparison', async () => {
    const found = findDelivery(
      await message('In-Reply-To: <delivery.7@mail.example.com>'),
      [`answers+${TOKEN}@mail.example.com`],
      door,
    );
    expect(found).toMatchObject({ by: 'token', inReplyTo: '7' });
  });

  it.each([
    ['In-Reply-To: <delivery.7@mail.example.com>', 'in-reply-to'],
    ['In-Reply-To: <DELIVERY.7@Mail.Example.Com>', 'in-reply-to'],
    ['References: <x@y.example> <delivery.7@mail.example.com>', 'references'],
    [
      'References: <delivery.6@mail.example.com>\r\n <delivery.7@mail.example.com>\r\n <reply@partner.example>',
      'references',
    ],
  ])('is the one that %j refers to when the tag was stripped', async (header, where) => {
    expect(
      findDelivery(await message('To: answers@mail.example.com', header), ['answers@mail.example.com'], door),
    ).toEqual({
      by: 'message-id',
      deliveryId: '7',
      where,
      trust: 'sender',
      inReplyTo: '7',
    });
  });

  it.each([
    'In-Reply-To: <delivery.7@elsewhere.example>',
    'In-Reply-To: <delivery.x@mail.example.com>',
    'In-Reply-To: delivery.7@mail.example.com',
    `In-Reply-To: <delivery.${'9'.repeat(30)}@mail.example.com>`,
    'Subject: delivery 7',
    `References: ${'<a@b.example> '.repeat(5_000)}`,
  ])('is unknown with %j', async (header) => {
    expect(findDelivery(await message(header), ['answers@mail.example.com'], door)).toEqual({
      by: 'none',
      why: 'nothing',
      inReplyTo: null,
    });
  });

  it('is unknown when tokens contradict each other', async () => {
    const both = [`answers+${TOKEN}@mail.example.com`, `answers+${OTHER}@mail.example.com`];
    expect(findDelivery(await message('To: x@y.example'), both, door)).toMatchObject({ by: 'none', why: 'several' });
    expect(findDelivery(await message(`To: ${both.join(', ')}`), [], door)).toMatchObject({
      by: 'none',
      why: 'several',
    });
  });

  it('may be named twice', async () => {
    const found = findDelivery(
      await message(`To: answers+${TOKEN}@mail.example.com`, `Cc: ${TOKEN}@answers.example.org`),
      [],
      door,
    );
    expect(found).toMatchObject({ by: 'token', token: TOKEN });
  });
});
