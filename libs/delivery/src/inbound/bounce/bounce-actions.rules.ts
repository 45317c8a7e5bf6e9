import type { BounceReport, BouncedRecipient } from './bounce-report.rules.js';
import { sameAddress } from './mail-address.rules.js';

/** What a report means for one person. */
export type BounceOutcome =
  'hard' | 'soft' | 'policy' | 'forwarded' | 'unknown' | 'complaint' | 'auto-reply' | 'delayed' | 'none';

/** What Relais does about it. */
export interface BounceAction {
  outcome: BounceOutcome;
  /**
   * - `suppress`: send nothing more to this address until somebody corrects it. - `count`: remember; suppress when it keeps happening, see `SOFT_BOUNCES`.
   * - `warn-operator`: tell the people who run the sending; the person keeps receiving. - `stop-everything`: no mail of any kind to this person.
   * - `note`: keep it with the delivery, nothing else. - `wait`: nothing yet, the server reports again.
   */
  do: 'suppress' | 'count' | 'warn-operator' | 'stop-everything' | 'note' | 'wait';
  /** For the people who read the console. */
  because: string;
}

/** The whole table, one line an outcome. */
export const BOUNCE_ACTIONS: Readonly<Record<BounceOutcome, BounceAction>> = {
  hard: { outcome: 'hard', do: 'suppress', because: 'The address does not exist (any more).' },
  soft: { outcome: 'soft', do: 'count', because: 'The mailbox or its server could not take the mail this time.' },
  policy: {
    outcome: 'policy',
    do: 'warn-operator',
    because: 'The receiver refuses us as a sender; the address itself is fine.',
  },
  forwarded: {
    outcome: 'forwarded',
    do: 'count',
    because: 'The address passes our mail on to one that does not exist.',
  },
  unknown: { outcome: 'unknown', do: 'count', because: 'The mail was not delivered and the report does not say why.' },
  complaint: { outcome: 'complaint', do: 'stop-everything', because: 'The person called our mail spam.' },
  'auto-reply': { outcome: 'auto-reply', do: 'note', because: 'A machine answered for the person; the mail arrived.' },
  delayed: { outcome: 'delayed', do: 'wait', because: 'The server is still trying.' },
  none: { outcome: 'none', do: 'note', because: 'The report tells of no trouble.' },
};

/**
 * When soft bounces suppress an address. A relay reports one only after it has tried for days, so five are weeks of trying; they must be spread over
 * ten days because one outage of a server, with several bricks on their way, must not cost anybody the programme. Thirty days without reaching
 * that many, and the count starts anew: the mailbox works most of the time.
 */
export const SOFT_BOUNCES = { suppressAfter: 5, spreadOverDays: 10, withinDays: 30 } as const;

const DAY_MS = 86_400_000;

/** Whether an address has bounced softly often enough to be suppressed. @param times of its soft bounces, in any order; the last one is now. */
export function softBouncesSuppress(times: readonly Date[]): boolean {
  const last = Math.max(...times.map((time) => time.getTime()));
  const recent = times.map((time) => time.getTime()).filter((time) => last - time <= SOFT_BOUNCES.withinDays * DAY_MS);
  return (
    recent.length >= SOFT_BOUNCES.suppressAfter && last - Math.min(...recent) >= SOFT_BOUNCES.spreadOverDays * DAY_MS
  );
}

/** What to do about each recipient a report names, in the report's order. */
export function actionFor(report: BounceReport): { recipient: BouncedRecipient; action: BounceAction }[] {
  return report.recipients.map((recipient) => ({ recipient, action: BOUNCE_ACTIONS[outcomeOf(report, recipient)] }));
}

/**
 * What to do for the person a mail was sent to, or null when the report is about somebody else.
 * @param email to which the mail went. @param shown the report comes from somebody who had that mail; each mail has one recipient, so the report is about it
 * whatever address it names: a complaint often hides the address, some bounces name none, and a mail that was passed on fails at an address nobody here knows.
 */
export function actionAbout(
  report: BounceReport,
  email: string,
  shown: boolean,
): { recipient: BouncedRecipient; action: BounceAction } | null {
  const all = actionFor(report);
  const named = all.find(({ recipient: { address, sentTo } }) =>
    [address, sentTo].some((other) => other !== null && other !== undefined && sameAddress(other, email)),
  );
  const [first] = all;
  if (named || !first || !shown) return named ?? null;
  // That somebody is not known behind the address does not prove that the address is dead: when it goes on, it is.
  const behind = first.recipient.address !== null && first.action.do === 'suppress';
  return behind ? { ...first, action: BOUNCE_ACTIONS.forwarded } : first;
}

function outcomeOf({ nature }: BounceReport, recipient: BouncedRecipient): BounceOutcome {
  if (nature === 'bounce') return recipient.class;
  return nature === 'not-a-bounce' ? 'none' : nature;
}
