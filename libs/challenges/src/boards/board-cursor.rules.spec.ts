import fc from 'fast-check';
import { Invalid } from '@relais/platform';
import { BOARD_KINDS } from '../entities/board.entity.js';
import { readCursor, writeCursor } from './board-cursor.rules.js';

describe('a cursor', () => {
  it('comes back as the place it was written for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BOARD_KINDS), fc.integer({ min: 1, max: 999_999_999 }), (by, place) => {
        expect(readCursor(by, writeCursor(by, place))).toBe(place);
      }),
    );
  });

  it('left out is the top', () => expect([readCursor('rep', null), readCursor('rep', undefined)]).toEqual([0, 0]));

  it.each([
    ['empty', ''],
    ['a plain number', '50'],
    ['of another kind of board', writeCursor('partner', 50)],
    ['with something behind it', `${writeCursor('rep', 50)}A`],
    ['padded', `${writeCursor('rep', 5)}=`],
    ['place 0', Buffer.from('rep.0').toString('base64url')],
    ['a negative place', Buffer.from('rep.-1').toString('base64url')],
    ['a place out of range', Buffer.from('rep.1000000000').toString('base64url')],
    ['SQL', Buffer.from("rep.1' OR 1=1").toString('base64url')],
  ])('%s is refused', (_, cursor) => {
    expect(() => readCursor('rep', cursor)).toThrow(expect.objectContaining({ code: 'board.cursor' }));
  });

  it('that is any garbage is refused as such', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (garbage) => {
        expect(() => readCursor('rep', garbage)).toThrow(Invalid);
      }),
    );
  });
});
