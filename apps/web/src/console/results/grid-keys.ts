/** A cell by its row and column, from 0. */
export type Place = readonly [row: number, column: number];

/** Where a key leads inside a grid; null: it is none of the grid's keys. Edges stop, as in a spreadsheet. */
export function movedBy(key: string, jump: boolean, [row, column]: Place, [rows, columns]: Place): Place | null {
  const within = (to: number, size: number) => Math.max(0, Math.min(to, size - 1));
  switch (key) {
    case 'ArrowUp':
      return [within(jump ? 0 : row - 1, rows), column];
    case 'ArrowDown':
      return [within(jump ? rows : row + 1, rows), column];
    case 'ArrowLeft':
      return [row, within(jump ? 0 : column - 1, columns)];
    case 'ArrowRight':
      return [row, within(jump ? columns : column + 1, columns)];
    case 'Home':
      return [jump ? 0 : row, 0];
    case 'End':
      return [jump ? rows - 1 : row, columns - 1];
    default:
      return null;
  }
}
