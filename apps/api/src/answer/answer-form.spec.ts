import { Invalid } from '@relais/platform';
import { readAnswerForm } from './answer-form.rules.js';

describe('an answer as it comes', () => {
  it.each<[string, unknown, { choice: string[]; text: string | null }]>([
    ['one choice of a form', { choice: 'b' }, { choice: ['b'], text: null }],
    ['several, in any case, with blanks', { choice: [' A', 'c '] }, { choice: ['a', 'c'], text: null }],
    ['words', { text: 'two\r\nlines\rthree' }, { choice: [], text: 'two\nlines\nthree' }],
    ['words with what no column takes', { text: 'a\0b' }, { choice: [], text: 'ab' }],
    ['no words', { choice: null, text: '' }, { choice: [], text: null }],
    ['nothing at all', undefined, { choice: [], text: null }],
    ['null', null, { choice: [], text: null }],
  ])('is read: %s', (_, given, read) => expect(readAnswerForm(given)).toEqual(read));

  it.each<[string, unknown, string[]]>([
    ['a text for a body', 'b', ['body must be an object']],
    ['a list for a body', ['b'], ['body must be an object']],
    [
      'fields nobody knows',
      { score: 1, correct: true },
      ['score is not a known field', 'correct is not a known field'],
    ],
    ['a number for a choice', { choice: [1] }, ['choice must be a string']],
    ['a list in the list', { choice: [['b']] }, ['choice must be a string']],
    ['an object for a choice', { choice: { a: 'b' } }, ['choice must be a string']],
    ['a long choice', { choice: 'x'.repeat(21) }, ['choice must be shorter than or equal to 20 characters']], // prettier-ignore
    ['too many', { choice: Array<string>(21).fill('a') }, ['choice must contain no more than 20 elements']],
    ['two faults', { choice: 1, text: 2 }, ['choice must be a string', 'text must be a string']],
  ])('is refused with its faults: %s', (_, given, faults) => {
    const refusal = () => readAnswerForm(given);
    expect(refusal).toThrow(Invalid);
    try {
      refusal();
    } catch (error) {
      expect((error as Invalid).details.map(({ where, what }) => `${where} ${what}`)).toEqual(faults);
    }
  });
});
