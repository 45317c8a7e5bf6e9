import { readdirSync, readFileSync } from 'node:fs';
import { readMessage } from '../message.js';
import { natureOf, type Known } from './nature.rules.js';

const mail = (headers: string[], body = 'B', type = 'text/plain; charset=utf-8') =>
  Buffer.from([`Content-Type: ${type}`, ...headers, '', body].join('\r\n'));
const FROM = 'From: Paul Martin <paul@partner.example>';
const ANSWER = [
  FROM,
  'To: answers+abc@mail.example.com',
  'Subject: Re: Laquelle ?',
  'In-Reply-To: <delivery.7@mail.example.com>',
];
const natureOfMail = async (headers: string[], body?: string, known?: Known, type?: string) =>
  natureOf(await readMessage(mail(headers, body, type)), known);

describe('a reply is', () => {
  it.each<[string, string[], string]>([
    ['an answer', ANSWER, 'B'],
    ['one that says of itself that no machine wrote it', [...ANSWER, 'Auto-Submitted: no'], 'B'],
    [
      'one whose server asks that machines keep quiet',
      [...ANSWER, 'X-Auto-Response-Suppress: DR, OOF, AutoReply'],
      'B',
    ],
    ['one that speaks of holidays', ANSWER, 'B, et je suis en congé jusqu’au 12. Bonne semaine'],
    [
      'one that speaks of holidays through such a server',
      [...ANSWER, 'X-Auto-Response-Suppress: All'],
      'B. I am out of the office tomorrow',
    ],
    ['one to a brick about absences', [FROM, 'Subject: Re: Absence du bureau : que répondre ?'], 'B'],
    ['one whose subject alone says absence', [FROM, 'Subject: Absence du bureau'], 'B'],
    ['one to a forwarded brick', [FROM, 'Subject: Re: Fwd: Laquelle ?'], 'B'],
    ['one about a delivery failure', [FROM, 'Subject: Re: Undelivered mail, what now?'], 'B'],
    ['one by a mailing program that counts', [...ANSWER, 'Precedence: normal', 'X-Priority: 1'], 'B'],
  ])('%s', async (_what, headers, body) => {
    expect(await natureOfMail(headers, body, { repAddress: 'paul@partner.example' })).toEqual({
      nature: 'reply',
      evidence: [],
    });
  });
});

describe('an automatic reply is told by', () => {
  it.each<[string, string[], string, string[]]>([
    ['RFC 3834', [...ANSWER, 'Auto-Submitted: auto-replied'], 'B', ['header:auto-submitted']],
    [
      'RFC 3834 with a parameter',
      [...ANSWER, 'Auto-Submitted: auto-replied (vacation)'],
      'B',
      ['header:auto-submitted'],
    ],
    ['a generated notice', [...ANSWER, 'Auto-Submitted: auto-generated'], 'Ticket 12', ['header:auto-submitted']],
    ['X-Autoreply', [...ANSWER, 'X-Autoreply: yes'], 'B', ['header:x-autoreply']],
    ['X-Autorespond', [...ANSWER, 'X-Autorespond: Absence'], 'B', ['header:x-autorespond']],
    ['Precedence: bulk', [...ANSWER, 'Precedence: bulk'], 'B', ['header:precedence']],
    ['Precedence: auto_reply', [...ANSWER, 'Precedence: auto_reply'], 'B', ['header:precedence']],
    ['X-Precedence', [...ANSWER, 'X-Precedence: auto_reply'], 'B', ['header:x-precedence']],
    ['Delivered-To', [...ANSWER, 'Delivered-To: Autoresponder'], 'B', ['header:delivered-to']],
    ['the null sender', [...ANSWER, 'Return-Path: <>'], 'B', ['null-sender']],
    [
      'Exchange, subject and header',
      [FROM, 'Subject: Automatic reply: Laquelle ?', 'X-Auto-Response-Suppress: All'],
      'Hi',
      ['header:x-auto-response-suppress', 'subject'],
    ],
    [
      'a rule of an Exchange mailbox, subject and header',
      [FROM, 'Subject: Automatic reply: Laquelle ?', 'X-MS-Exchange-Inbox-Rules-Loop: paul@partner.example'],
      'Hi',
      ['header:x-ms-exchange-inbox-rules-loop', 'subject'],
    ],
    [
      'French words, subject and text',
      [FROM, 'Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Laquelle_=3F?='],
      'Je suis absent jusqu’au 12 mai.',
      ['subject', 'text'],
    ],
    ['English words', [FROM, 'Subject: Out of office: Which one?'], 'I will be back on Monday.', ['subject', 'text']],
    [
      'German words',
      [FROM, 'Subject: Abwesenheitsnotiz: Frage'],
      'Ich bin bis zum 12. Mai nicht im Büro.',
      ['subject', 'text'],
    ],
    ['Spanish words', [FROM, 'Subject: Respuesta automática: Pregunta'], 'Estoy de vacaciones.', ['subject', 'text']],
    ['Italian words', [FROM, 'Subject: Risposta automatica: Domanda'], 'Sono in ferie.', ['subject', 'text']],
    ['Portuguese words', [FROM, 'Subject: Resposta automática: Pergunta'], 'Estou de férias.', ['subject', 'text']],
    ['Dutch words', [FROM, 'Subject: Automatisch antwoord: Vraag'], 'Ik ben op vakantie.', ['subject', 'text']],
  ])('%s', async (_how, headers, body, evidence) => {
    expect(await natureOfMail(headers, body)).toEqual({ nature: 'auto-reply', evidence });
  });

  it('the null sender of the envelope, which outranks the header', async () => {
    expect(await natureOfMail(ANSWER, 'B', { envelopeFrom: '' })).toEqual({
      nature: 'auto-reply',
      evidence: ['null-sender'],
    });
    expect(
      await natureOfMail([...ANSWER, 'Return-Path: <>'], 'B', { envelopeFrom: 'paul@partner.example' }),
    ).toMatchObject({ nature: 'reply' });
  });

  it('a read receipt', async () => {
    const type = 'multipart/report; report-type=disposition-notification; boundary=x';
    expect(await natureOfMail(ANSWER, '--x\r\n\r\nread\r\n--x--', {}, type)).toEqual({
      nature: 'auto-reply',
      evidence: ['report'],
    });
  });
});

describe('a forwarded mail is told by', () => {
  it.each([
    'Fwd: Laquelle ?',
    'FW: Laquelle ?',
    'Fw: Laquelle ?',
    'TR: Laquelle ?',
    'TR : Laquelle ?',
    'Tr:Laquelle ?',
    'WG: Laquelle ?',
    'RV: Laquelle ?',
    'I: Laquelle ?',
    'Enc: Laquelle ?',
    '[Fwd: Laquelle ?]',
    '转发：Laquelle ?',
  ])('its subject %j', async (subject) => {
    const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    expect(await natureOfMail([FROM, `Subject: ${encoded}`])).toEqual({ nature: 'forward', evidence: ['subject'] });
  });

  it.each([
    'Pour info\n\n---------- Forwarded message ---------\nFrom: Ana <ana@example.com>\nDate: 2 avril\n\nLaquelle ?',
    'Début du message réexpédié :\n\n> Laquelle ?',
  ])('its text %j', async (body) => {
    expect(await natureOfMail(ANSWER, body)).toEqual({ nature: 'forward', evidence: ['text'] });
  });

  it('a mail attached to it', async () => {
    const body =
      '--x\r\nContent-Type: text/plain\r\n\r\nB\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nC\r\n--x--';
    expect(await natureOfMail(ANSWER, body, {}, 'multipart/mixed; boundary=x')).toEqual({
      nature: 'forward',
      evidence: ['attached-mail'],
    });
  });

  it.each([
    ['zoe@partner.example', false],
    ['paul@other.example', false],
    ['paul.martin@partner.example', false],
    ['paul@partner.example', true],
    ['PAUL@Partner.Example', true],
    ['paul+phone@partner.example', true],
  ])('a sender who is not the rep: %s', async (from, same) => {
    const { nature, evidence } = await natureOfMail([`From: X <${from}>`, 'Subject: Re: x'], 'B', {
      repAddress: 'paul@partner.example',
    });
    expect([nature, evidence]).toEqual(same ? ['reply', []] : ['forward', ['other-sender']]);
  });

  it.each(['VS: Laquelle ?', 'SV: Laquelle ?', 'AW: Laquelle ?', 'Re: TR: Laquelle ?'])(
    'but not the subject of an answer, in Finnish too: %j',
    async (subject) => {
      expect(await natureOfMail([FROM, `Subject: ${subject}`])).toEqual({ nature: 'reply', evidence: [] });
    },
  );

  it('no sender at all', async () => {
    expect(await natureOfMail(['Subject: Re: x'], 'B', { repAddress: 'paul@partner.example' })).toEqual({
      nature: 'forward',
      evidence: ['other-sender'],
    });
  });
});

describe('reports', () => {
  const FILES = readdirSync('test/fixtures/bounces').filter((name) => name.endsWith('.eml'));
  it.each(FILES)('%s is no answer', async (name) => {
    const { nature } = natureOf(await readMessage(readFileSync(`test/fixtures/bounces/${name}`)));
    expect(nature).toBe(name.startsWith('arf') ? 'complaint' : name.startsWith('rfc3834') ? 'auto-reply' : 'bounce');
  });
});
