import type { Person } from '@relais/network';
import { boardScope } from './board-scope.js';

const someone = (stage: string) => ({ stage, scope: { kind: 'rep', repId: 1, partnerId: 2 } }) as unknown as Person;

describe('whose names a board shows', () => {
  it.each([
    ['a stranger, by default', null, 'everyone', 'network'],
    ['a stranger, where names are for people who are signed in', null, 'signed-in', 'nothing'],
    ['somebody half signed in', someone('second-factor'), 'signed-in', 'nothing'],
    ['a rep', someone('open'), 'everyone', 'rep'],
    ['a rep, where names are for people who are signed in', someone('open'), 'signed-in', 'rep'],
  ] as const)('%s', (_, who, names, expected) => {
    expect(boardScope(who, { RELAIS_BOARD_NAMES: names }).kind).toBe(expected);
  });
});
