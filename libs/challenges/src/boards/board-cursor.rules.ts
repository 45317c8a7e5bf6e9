import { Invalid } from '@relais/platform';
import type { BoardKind } from '../entities/board.entity.js';

/** Where the next part of a board begins. Opaque to callers: what it says may change. */
export function writeCursor(by: BoardKind, place: number): string {
  return Buffer.from(`${by}.${place}`).toString('base64url');
}

/**
 * The place after which to go on; 0 without a cursor.
 * @throws Invalid `board.cursor` for anything but what `writeCursor` gave for the same kind of board.
 */
export function readCursor(by: BoardKind, cursor: string | null | undefined): number {
  if (cursor === undefined || cursor === null) return 0;
  const [, kind, digits] = /^([a-z]+)\.([1-9]\d{0,8})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const place = Number(digits);
  if (kind === by && writeCursor(by, place) === cursor) return place;
  throw new Invalid('board.cursor', 'The cursor is not one of this board.', [
    {
      where: 'cursor',
      what: 'is not a cursor of this board',
      fix: 'give back the `next` of the answer before, with the same `by`, or leave it out to start at the top',
    },
  ]);
}
