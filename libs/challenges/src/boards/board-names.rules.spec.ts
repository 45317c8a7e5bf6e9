import { shortName, textFor } from './board-names.rules.js';

describe('a person is called', () => {
  it.each([
    ['Claire', 'Dupont', 'Claire D.'],
    [' Claire ', ' Dupont ', 'Claire D.'],
    ['Jean-Pierre', 'de La Tour', 'Jean-Pierre d.'],
    ['Zoé', 'E\u0301tienne', 'Zoé E\u0301.'],
    ['明', '山田', '明 山.'],
    ['Claire', '', 'Claire'],
    ['', 'Dupont', 'D.'],
    ['', '', '#17'],
    [null, null, '#17'],
  ])('%j %j -> %j', (firstName, lastName, name) => {
    expect(shortName({ repId: '17', firstName, lastName })).toBe(name);
  });
});

describe('a text in several languages', () => {
  it.each([
    ['fr', 'Or'],
    ['fr-CA', 'Or'],
    ['de', 'Gold'],
  ])('for %s', (locale, text) => expect(textFor({ fr: 'Or', en: 'Gold' }, locale)).toBe(text));
  it('that has neither this nor English', () => expect(textFor({ it: 'Oro' }, 'fr')).toBe('Oro'));
  it('that is not there', () => expect(textFor({}, 'fr')).toBeUndefined());
});
