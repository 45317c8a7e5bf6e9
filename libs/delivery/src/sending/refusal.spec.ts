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
    ['data', 550, undefined, 'User unknown'],
    ['message', 550, undefined, 'User unknown'],
    ['message', 552, '5.3.4', 'Message too big'],
  ])('for another reason, at %s: %i %s %s', (...said) => expect(nobodyThere(refusal(...said))).toBeNull());
});
