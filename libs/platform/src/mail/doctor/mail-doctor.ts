import type { Env } from '../../config/env.js';
import { checkMessageId, checkMx, checkReverse, checkSender } from './address.checks.js';
import { checkDkim } from './dkim.checks.js';
import { checkDmarc } from './dmarc.checks.js';
import { DnsQuestions, DnsTrouble, type DnsResolver } from './dns-questions.js';
import { findings, type Finding, type MailCheck } from './finding.js';
import { mailSetup, type MailSetup } from './mail-setup.js';
import { checkRelay } from './relay.checks.js';
import { checkSpf } from './spf.checks.js';
import { checkUnsubscribe } from './unsubscribe.checks.js';

type Check = (setup: MailSetup, dns: DnsQuestions) => Finding[] | Promise<Finding[]>;

/** Every check, in the order in which they are mended. */
const CHECKS: readonly [MailCheck, Check][] = [
  ['sender', checkSender],
  ['message-id', checkMessageId],
  ['relay', checkRelay],
  ['spf', checkSpf],
  ['dkim', checkDkim],
  ['dmarc', checkDmarc],
  ['mx', checkMx],
  ['reverse-dns', checkReverse],
  ['unsubscribe', checkUnsubscribe],
];

export interface MailExamination {
  /** Where DNS is asked. */
  dns: DnsResolver;
  /** Addresses under which mails leave, where somebody knows them; else those of the relay's name. */
  sendingAddresses?: readonly string[];
}

/**
 * Examines whether receivers will trust the mails that these settings send. Asks DNS and the relay; sends nothing and changes nothing.
 * What DNS does not answer is broken: an unanswered question is no good news.
 */
export async function examine(env: Env, { dns, sendingAddresses = [] }: MailExamination): Promise<Finding[]> {
  const questions = new DnsQuestions(dns);
  let setup: MailSetup;
  try {
    setup = await mailSetup(env, sendingAddresses, questions);
  } catch (error) {
    return [unanswered('relay', error)];
  }
  const found: Finding[] = [];
  for (const [name, check] of CHECKS) {
    try {
      found.push(...(await check(setup, questions)));
    } catch (error) {
      found.push(unanswered(name, error));
    }
  }
  return found;
}

function unanswered(check: MailCheck, error: unknown): Finding {
  if (!(error instanceof DnsTrouble)) throw error;
  return findings(check, 'DNS').broken(error.message, 'Try again, or name another server with --dns.');
}
