/** How mails to a domain fare. */
export type DeliverabilityVerdict = 'ok' | 'slow' | 'defers us' | 'refuses us' | 'bounces';

/** Mails to one domain within some days, each counted once a field. */
export interface DomainFigures {
  /** Offered to a relay at least once. */
  sent: number;
  accepted: number;
  /** Put off by a temporary refusal, and to be tried again. */
  waiting: number;
  /** Accepted after they had been put off. */
  acceptedLate: number;
  /** Given up because they were put off for too long. */
  expired: number;
  /** Relays on the way report that they still try. */
  delayed: number;
  /** Refused or bounced because the receiver objects to the sender, the mail or the rate. */
  objected: number;
  /** Refused or bounced for another reason: the address, the mailbox, or one that is not told. */
  returned: number;
  /** Half of the accepted mails took longer, from when they were due; null: none was accepted. */
  medianSeconds: number | null;
}

/** Fewer mails than this tell nothing about a domain, unless they are all there are. */
const FEW = 3;
/** Of the mails sent, the share that is trouble and no accident. */
const TROUBLE = 0.1;
/** Of the mails sent, the share put off before it was taken that makes a domain slow: greylisting puts off the first mail of a sender only. */
const OFTEN_LATE = 0.25;
/** A mail that takes longer misses the moment it was planned for. */
const SLOW_SECONDS = 15 * 60;

/** The table of verdicts; the first line that holds decides. Objections come first: they are what somebody must do something about. */
const TABLE: readonly {
  verdict: DeliverabilityVerdict;
  holds: (figures: DomainFigures) => boolean;
  because: (figures: DomainFigures) => string;
}[] = [
  {
    verdict: 'refuses us',
    holds: (f) => many(f.objected, f.sent),
    because: (f) => `${of(f.objected, f)} were refused for what they are or where they come from`,
  },
  {
    verdict: 'defers us',
    holds: (f) => many(putOff(f), f.sent),
    because: (f) => `${of(putOff(f), f)} wait or were given up after temporary refusals`,
  },
  {
    verdict: 'bounces',
    holds: (f) => many(f.returned, f.sent),
    because: (f) => `${of(f.returned, f)} came back`,
  },
  {
    verdict: 'slow',
    holds: (f) =>
      (f.medianSeconds ?? 0) > SLOW_SECONDS || (f.acceptedLate >= FEW && f.acceptedLate >= f.sent * OFTEN_LATE),
    because: (f) =>
      (f.medianSeconds ?? 0) > SLOW_SECONDS
        ? `half of the accepted mails took longer than ${Math.round(f.medianSeconds! / 60)} minutes`
        : `${of(f.acceptedLate, f)} were taken only at a later attempt`,
  },
  { verdict: 'ok', holds: () => true, because: (f) => `${of(f.accepted, f)} were accepted` },
];

/** The verdict on a domain, and in words why. */
export function judgeDomain(figures: DomainFigures): { verdict: DeliverabilityVerdict; because: string } {
  const line = TABLE.find(({ holds }) => holds(figures))!;
  return { verdict: line.verdict, because: line.because(figures) };
}

/** Worst first. */
export const VERDICTS: readonly DeliverabilityVerdict[] = TABLE.map(({ verdict }) => verdict);

const many = (count: number, sent: number): boolean =>
  count > 0 && (count >= sent || (count >= FEW && count >= sent * TROUBLE));

const putOff = ({ waiting, expired, delayed }: DomainFigures): number => waiting + expired + delayed;

const of = (count: number, { sent }: DomainFigures): string => `${count} of ${sent}`;
