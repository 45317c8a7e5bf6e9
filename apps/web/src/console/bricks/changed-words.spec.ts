import { changedWords } from './changed-words.ts';

it.each([
  ['one word', 'The K2 is cheap', 'The K8 is cheap', ['The', ' K2', ' K8', ' is cheap']],
  ['a word more', 'It stops', 'It never stops', ['It', '', ' never', ' stops']],
  ['everything', 'Old', 'New words', ['', 'Old', 'New words', '']],
  ['nothing', 'Same text', 'Same text', ['Same text', '', '', '']],
  ['the same word repeated', 'a a', 'a a a', ['a a', '', ' a', '']],
  ['a line', 'one\ntwo\nthree', 'one\n2\nthree', ['one', '\ntwo', '\n2', '\nthree']],
  ['an empty text', '', 'Words', ['', '', 'Words', '']],
])('marks %s', (_, before, after, [start, was, is, end]) => {
  expect(changedWords(before, after)).toEqual({ start, before: was, after: is, end });
});

it.each(['  leading', 'trailing  ', 'a\n\n- list\n- of  two', 'é 🙂 x'])('loses no character of %j', (text) => {
  const { start, before, end } = changedWords(text, 'other');
  expect(start + before + end).toBe(text);
});
