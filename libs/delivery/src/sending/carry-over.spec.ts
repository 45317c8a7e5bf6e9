import { isItsEvening, isItsHour, isOverdue, secondsToItsHour } from './carry-over.rules.js';

const at = (text: string) => Date.parse(text);
const mail = { dueAt: new Date('2026-11-23T09:00:00Z'), localDay: '2026-11-23' };

describe('a mail that comes late', () => {
  it.each([
    ['the same day', '2026-11-23', false],
    ['the next day', '2026-11-24', true],
    ['days later', '2026-11-27', true],
    ['the day before, after a move over the date line', '2026-11-22', false],
  ])('%s, %s: its day is over: %s', (_, today, over) => expect(isOverdue(mail, today)).toBe(over));

  const evening = { dueAt: new Date('2026-11-23T22:00:00Z'), localDay: '2026-11-23' };
  it.each([
    ['an hour before midnight', '2026-11-23T23:00:00Z', true],
    ['three hours late, after midnight', '2026-11-24T01:00:00Z', true],
    ['six hours late', '2026-11-24T04:00:00Z', true],
    ['in the morning', '2026-11-24T06:00:00Z', false],
    ['the next evening', '2026-11-24T22:00:00Z', false],
  ])('that was meant for the evening, %s (%s): it may still leave: %s', (_, now, may) =>
    expect(isItsEvening(evening, at(now))).toBe(may),
  );

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
