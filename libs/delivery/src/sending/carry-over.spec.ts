import { isItsHour, isOverdue, secondsToItsHour } from './carry-over.rules.js';

const at = (text: string) => Date.parse(text);
const mail = { dueAt: new Date('2026-11-23T09:00:00Z'), localDay: '2026-11-23' };

describe('a mail that comes late', () => {
  it.each([
    ['the same day, hours late', '2026-11-23T20:00:00Z', '2026-11-23', false],
    ['the next day', '2026-11-24T09:00:00Z', '2026-11-24', true],
    ['days later', '2026-11-27T09:00:00Z', '2026-11-27', true],
  ])('%s: another day %s', (_, now, today, over) => expect(isOverdue(mail, at(now), today)).toBe(over));

  it('that was meant for the evening keeps its day past midnight', () => {
    const evening = { dueAt: new Date('2026-11-23T22:00:00Z'), localDay: '2026-11-23' };
    expect(isOverdue(evening, at('2026-11-24T01:00:00Z'), '2026-11-24')).toBe(false);
    expect(isOverdue(evening, at('2026-11-24T06:00:00Z'), '2026-11-24')).toBe(true);
  });

  it.each([
    ['2026-11-24T08:59:00Z', false, 60],
    ['2026-11-24T09:00:00Z', true, 86_400],
    ['2026-11-25T16:59:00Z', true, 57_660],
    ['2026-11-25T17:01:00Z', false, 57_540],
    ['2026-11-26T03:00:00Z', false, 21_600],
  ])('at %s it is about its hour: %s, and the hour comes again in %d s', (now, open, wait) => {
    expect(isItsHour(mail, at(now))).toBe(open);
    expect(secondsToItsHour(mail, at(now))).toBe(wait);
  });
});
