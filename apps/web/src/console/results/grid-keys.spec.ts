import { movedBy } from './grid-keys.js';

it.each([
  ['an arrow to the neighbour', 'ArrowRight', false, [1, 1], [1, 2]],
  ['an arrow up', 'ArrowUp', false, [1, 1], [0, 1]],
  ['no arrow beyond the edge', 'ArrowLeft', false, [2, 0], [2, 0]],
  ['no arrow below the last row', 'ArrowDown', false, [2, 3], [2, 3]],
  ['an arrow with Ctrl to the edge', 'ArrowDown', true, [0, 1], [2, 1]],
  ['Home to the first of the row', 'Home', false, [1, 2], [1, 0]],
  ['End to the last of the row', 'End', false, [1, 0], [1, 3]],
  ['Ctrl and Home to the first of all', 'Home', true, [2, 2], [0, 0]],
  ['Ctrl and End to the last of all', 'End', true, [0, 0], [2, 3]],
  ['a letter nowhere', 'a', false, [1, 1], null],
] as const)('in a grid leads %s', (_, key, jump, from, to) => {
  expect(movedBy(key, jump, from, [3, 4])).toEqual(to);
});
