import { proficiencyCells } from './proficiency.rules.js';

it.each([
  ['five people', 5, 10, 7, { proficiency: 0.7, people: 5 }],
  ['four people', 4, 10, 7, { proficiency: null, people: null }],
  ['one person with many answers', 1, 900, 900, { proficiency: null, people: null }],
  ['people without graded answers', 50, 0, 0, { proficiency: null, people: null }],
  ['a third', 6, 3, 1, { proficiency: 0.333, people: 6 }],
])('of %s shows', (_, people, graded, correct, shown) => {
  expect(proficiencyCells([{ segment: 's', theme: 't', people, graded, correct }])).toEqual([{ segment: 's', theme: 't', ...shown }]); // prettier-ignore
});
