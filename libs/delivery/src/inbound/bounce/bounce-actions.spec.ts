import { actionAbout, actionFor, SOFT_BOUNCES, softBouncesSuppress } from './bounce-actions.rules.js';
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

describe('what a report leads to for the person the mail went to', () => {
  const about = (nature: ReportNature, kind: BounceClass, address: string | null, shown: boolean, sentTo?: string) => {
    const recipient = { address, class: kind, status: null, diagnostic: null, ...(sentTo && { sentTo }) };
    const ours = { deliveryId: null, by: null };
    const report = { nature, recipients: [recipient], originalMessageId: null, ours };
    return actionAbout(report, 'zoe@partner.example', shown)?.action.do ?? null;
  };

  it.each<[string, string | null, ReportNature, BounceClass, string | null, boolean, string | undefined]>([
    ['names the person', 'suppress', 'bounce', 'hard', 'Zoe@Partner.example', false, undefined],
    ['names the person with quotes', 'suppress', 'bounce', 'hard', '"zoe"@partner.example', false, undefined],
    ['names the alias it was sent to', 'suppress', 'bounce', 'hard', 'z@inner.example', false, 'zoe@partner.example'],
    ['names nobody', null, 'bounce', 'hard', null, false, undefined],
    ['names nobody, shows our mail', 'suppress', 'bounce', 'hard', null, true, undefined],
    ['names somebody else', null, 'bounce', 'hard', 'max@other.example', false, undefined],
    ['our mail was passed on to a dead address', 'count', 'bounce', 'hard', 'max@other.example', true, undefined],
    ['our mail was passed on to a full mailbox', 'count', 'bounce', 'soft', 'max@other.example', true, undefined],
    ['our mail was passed on and refused', 'warn-operator', 'bounce', 'policy', 'max@other.example', true, undefined],
    [
      'a complaint with the address hidden',
      'stop-everything',
      'complaint',
      'unknown',
      'redacted@isp.example',
      true,
      undefined,
    ],
    ['a complaint that shows nothing of ours', null, 'complaint', 'unknown', 'redacted@isp.example', false, undefined],
  ])('%s: %s', (_, expected, nature, kind, address, shown, sentTo) => {
    expect(about(nature, kind, address, shown, sentTo)).toBe(expected);
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
