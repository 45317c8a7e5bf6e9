import type { SendResult } from '@relais/platform';
import { classify, type Verdict } from '../inbound/bounce/classify.rules.js';

export type Refusal = Extract<SendResult, { outcome: 'refused' }>;

/**
 * What a refusal says about the address, read by the table of bounces: the verdict when nobody is there, else null. Only an answer to the recipient counts,
 * or one to the message with a code about the address: whatever else is refused is refused for what we are or send.
 */
export function nobodyThere({ stage, enhanced, code, response }: Refusal): Verdict | null {
  const verdict = classify({
    status: enhanced ?? null,
    diagnostic: `${code} ${enhanced ?? ''} ${response}`,
    words: '',
  });
  const aboutAddress = stage === 'rcpt' || (stage === 'message' && verdict.status?.startsWith('5.1.') === true);
  return aboutAddress && verdict.class === 'hard' ? verdict : null;
}
