import { actionFor, SOFT_BOUNCES, softBouncesSuppress } from './bounce-actions.rules.js';
import type { BounceClass, ReportNature } from './bounce-report.rules.js';

describe('what a report leads to', () => {
  it.each<[ReportNature, BounceClass, string]>([
    ['bounce', 'hard', 'suppress'],
    ['bounce', 'soft', 'count'],
    ['bounce', 'policy', 'warn-operator'],
    ['bounce', 'unknown', 'count'],
    ['complaint', 'unknown', 'stop-everything'],
    ['auto-reply', 'unknown', 'note'],
    ['delayed', 'soft', 'wait'],
    ['delayed', 'hard', 'wait'],
    ['not-a-bounce', 'unknown', 'note'],
  ])('%s, %s: %s', (nature, kind, expected) => {
    const recipient = { address: 'zoe@partner.example', class: kind, status: null, diagnostic: null };
    const ours = { deliveryId: null, by: null };
    const actions = actionFor({ nature, recipients: [recipient], originalMessageId: null, ours });
    expect(actions.map(({ action }) => action.do)).toEqual([expected]);
  });
});

describe('soft bounces in a row', () => {
  const day = (n: number): Date => new Date(Date.UTC(2026, 5, 1 + n));

  it.each<[string, number[], boolean]>([
    ['none', [], false],
    ['one', [0], false],
    ['one short of the limit', [0, 4, 8, 12], false],
    ['enough over enough days', [0, 4, 8, 10, 12], true],
    ['enough in any order', [12, 0, 8, 4, 10], true],
    ['one outage with many bricks on their way', [0, 1, 1, 2, 3, 4, 5], false],
    ['spread over months', [0, 20, 40, 60, 80, 100], false],
    ['exactly the limits', [0, 1, 2, 3, SOFT_BOUNCES.spreadOverDays], true],
  ])('%s', (_, days, suppressed) => {
    expect(softBouncesSuppress(days.map(day))).toBe(suppressed);
  });
});
