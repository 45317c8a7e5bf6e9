import type { BounceClass } from './bounce-report.rules.js';

/**
 * What an enhanced status code says (RFC 3463 and the IANA registry of such codes), without its first digit.
 * `sure` codes say it clearly; the others are what servers write when they know nothing better, so any text speaks louder.
 */
interface StatusMeaning {
  class: BounceClass;
  sure: boolean;
  says: string;
}

const of = (kind: BounceClass, sure: boolean, says: string): StatusMeaning => ({ class: kind, sure, says });

const MEANINGS: Readonly<Record<string, StatusMeaning>> = {
  '1.0': of('hard', false, 'some trouble with the address'),
  '1.1': of('hard', true, 'no such mailbox'),
  '1.2': of('hard', true, 'no such mail domain'),
  '1.3': of('hard', true, 'not an address'),
  '1.4': of('hard', false, 'the address is ambiguous'),
  '1.6': of('hard', true, 'the mailbox has moved, nobody knows where to'),
  '1.7': of('policy', true, "the sender's address is malformed"),
  '1.8': of('policy', true, "the sender's address or domain is not accepted"),
  '1.9': of('soft', false, 'relayed to a server that does not report'),
  '1.10': of('hard', true, 'no such recipient, or a domain that says it takes no mail (RFC 7505)'),
  '1.20': of('policy', true, 'Exchange Online: several authors and no sender'),
  '1.90': of('policy', true, "Exchange Online: the sender's limit for the day is reached"),
  '1.351': of('hard', true, 'Exchange Online: the remote server does not know the recipient'),
  '2.0': of('soft', false, 'some trouble with the mailbox'),
  '2.1': of('soft', true, 'the mailbox is switched off'),
  '2.2': of('soft', true, 'the mailbox is full'),
  '2.3': of('soft', true, 'the message is too large for the mailbox'),
  '2.4': of('soft', true, 'trouble with a distribution list'),
  '2.121': of('policy', true, 'Exchange Online: more from one sender than the mailbox takes in an hour'),
  '2.122': of('policy', true, 'Exchange Online: more than the mailbox takes in an hour'),
  '3.0': of('soft', false, "some trouble with the receiver's system"),
  '3.1': of('soft', true, "the receiver's disk is full"),
  '3.2': of('soft', true, "the receiver's system takes no mail at present"),
  '3.3': of('soft', true, 'the system cannot do what the message asks for'),
  '3.4': of('soft', true, 'the message is too large for the system'),
  '3.5': of('soft', true, 'the system is set up wrongly'),
  '4.0': of('soft', false, 'some trouble on the way'),
  '4.1': of('soft', true, 'the host does not answer'),
  '4.2': of('soft', true, 'the connection broke'),
  '4.3': of('soft', true, 'the directory server does not answer'),
  '4.4': of('hard', false, 'no route to the domain; also used for passing trouble of the name service'),
  '4.5': of('soft', true, 'the mail system is congested'),
  '4.6': of('soft', true, 'the message went round in circles'),
  '4.7': of('soft', true, 'tried until the message expired'),
  '4.14': of('soft', true, 'Exchange: the message went round in circles'),
  '4.300': of('soft', true, 'Exchange Online: tried until the message expired'),
  '4.310': of('hard', true, 'Exchange Online: the mail domain does not exist'),
  '4.312': of('soft', true, 'Exchange Online: the name service did not answer'),
  '4.316': of('soft', true, 'Exchange Online: connection refused'),
  '5.0': of('unknown', false, 'some trouble with the protocol'),
  '5.3': of('policy', true, 'too many recipients'),
  '7.13': of('policy', true, "the sender's account is switched off"),
  '7.17': of('hard', true, 'the mailbox belongs to somebody else now (RFC 7293)'),
  '7.18': of('hard', true, 'the domain belongs to somebody else now (RFC 7293)'),
};

/** What every other code of a subject says. */
const SUBJECTS: Readonly<Record<string, StatusMeaning>> = {
  '1': of('hard', false, 'the address'),
  '2': of('soft', false, 'the mailbox'),
  '3': of('soft', false, "the receiver's system"),
  '4': of('soft', false, 'the network or the routing'),
  '5': of('soft', false, 'the protocol between the servers'),
  '6': of('policy', true, 'the content'),
  '7': of('policy', true, 'security or policy'),
};

/** The meaning of a code such as `5.1.1`, or null for a code that says nothing (`5.0.0`). */
export function statusMeaning(code: string): StatusMeaning | null {
  const [kind, subject, detail] = code.split('.');
  if ((kind !== '4' && kind !== '5') || subject === undefined) return null;
  const meaning = MEANINGS[`${subject}.${detail}`] ?? SUBJECTS[subject] ?? null;
  // A trouble that will pass is never proof that an address does not exist.
  if (meaning?.class === 'hard' && kind === '4') return { ...meaning, class: 'soft', sure: false };
  return meaning;
}
