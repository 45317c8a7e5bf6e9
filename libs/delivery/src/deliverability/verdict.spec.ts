import { judgeDomain, type DomainFigures } from './verdict.rules.js';

const GOOD: DomainFigures = {
  sent: 100,
  accepted: 100,
  waiting: 0,
  acceptedLate: 0,
  expired: 0,
  delayed: 0,
  objected: 0,
  returned: 0,
  medianSeconds: 4,
};

describe('the verdict on a mail domain', () => {
  it.each<[string, Partial<DomainFigures>, string]>([
    ['takes everything at once', {}, 'ok'],
    ['has one mailbox that does not exist', { accepted: 99, returned: 1 }, 'ok'],
    ['put off the first mail of a new sender (greylisting)', { acceptedLate: 20 }, 'ok'],
    ['has refused two of a hundred for policy', { accepted: 98, objected: 2 }, 'ok'],
    ['takes half of its mails after 16 minutes', { medianSeconds: 960 }, 'slow'],
    ['takes a quarter only at a later attempt', { acceptedLate: 25 }, 'slow'],
    ['makes a tenth wait now', { accepted: 90, waiting: 10 }, 'defers us'],
    ['made mails wait until they had expired', { accepted: 80, expired: 20 }, 'defers us'],
    ['makes the relay on the way wait', { delayed: 40 }, 'defers us'],
    ['objects to a tenth', { accepted: 90, objected: 10 }, 'refuses us'],
    ['objects to a tenth and makes the rest wait', { accepted: 0, waiting: 90, objected: 10 }, 'refuses us'],
    ['makes some wait and sends others back', { accepted: 60, waiting: 20, returned: 20 }, 'defers us'],
    ['sends a tenth back', { accepted: 90, returned: 10 }, 'bounces'],
    ['sends two of ten back: too few to tell', { sent: 10, accepted: 8, returned: 2 }, 'ok'],
    ['sends three of ten back', { sent: 10, accepted: 7, returned: 3 }, 'bounces'],
    ['put off the only mail there is', { sent: 1, accepted: 0, waiting: 1, medianSeconds: null }, 'defers us'],
    ['refused the only mail there is', { sent: 1, accepted: 0, objected: 1, medianSeconds: null }, 'refuses us'],
    ['has a mail under way', { sent: 1, accepted: 0, medianSeconds: null }, 'ok'],
  ])('that %s', (_, changes, verdict) => {
    expect(judgeDomain({ ...GOOD, ...changes }).verdict).toBe(verdict);
  });

  it('says why in numbers', () => {
    expect(judgeDomain({ ...GOOD, accepted: 60, waiting: 40 }).because).toBe(
      '40 of 100 wait or were given up after temporary refusals',
    );
    expect(judgeDomain({ ...GOOD, medianSeconds: 1_800 }).because).toContain('30 minutes');
  });
});
