import { nobodyThere, type Refusal } from './refusal.rules.js';

const refusal = (stage: Refusal['stage'], code: number, enhanced: string | undefined, response: string): Refusal => ({
  outcome: 'refused',
  stage,
  code,
  response,
  ...(enhanced && { enhanced }),
});

describe('a relay that refuses at once', () => {
  it.each<[Refusal['stage'], number, string | undefined, string]>([
    ['rcpt', 550, '5.1.1', '<zoe@acme.example>: Recipient address rejected: User unknown in virtual mailbox table'],
    ['rcpt', 550, undefined, 'No such user here'],
    ['rcpt', 550, '5.4.1', 'Recipient address rejected: Access denied. AS(201806281) [AM6.protection.outlook.com]'],
    ['rcpt', 550, undefined, '<zoe@acme.example>'],
    ['rcpt', 551, '5.1.6', 'User has moved; please try <zoe@new.example>'],
    ['message', 550, '5.1.1', 'The email account that you tried to reach does not exist'],
  ])('because nobody is there, at %s: %i %s %s', (...said) => expect(nobodyThere(refusal(...said))).not.toBeNull());

  it.each<[Refusal['stage'], number, string | undefined, string]>([
    ['mail', 550, '5.1.8', 'Sender address rejected: Domain not found'],
    ['mail', 550, '5.1.1', 'User unknown'],
    ['rcpt', 554, '5.7.1', '<zoe@acme.example>: Relay access denied'],
    ['rcpt', 550, '5.7.1', 'Message rejected due to local policy'],
    ['rcpt', 554, '5.7.1', 'Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
    ['rcpt', 550, '5.7.26', 'Unauthenticated email is not accepted due to domain DMARC policy'],
    ['rcpt', 552, '5.2.2', 'Mailbox full'],
    ['rcpt', 550, undefined, 'Zoe cannot come to the door'],
    ['rcpt', 550, undefined, 'Absender unbekannt'],
    ['rcpt', 550, '5.7.1', '<zoe@acme.example>: Recipient address rejected: Access denied'],
    ['rcpt', 550, undefined, 'The recipient does not want mail from you'],
    ['rcpt', 550, '5.1.0', '<learn@relais.example>: Sender address rejected: User unknown'],
    ['data', 550, undefined, 'User unknown'],
    ['message', 550, undefined, 'User unknown'],
    ['message', 552, '5.3.4', 'Message too big'],
  ])('for another reason, at %s: %i %s %s', (...said) => expect(nobodyThere(refusal(...said))).toBeNull());
});
