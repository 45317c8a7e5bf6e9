import type { PublishedBrick, Wording } from './published-brick.js';
import { wordingFor } from './wording.rules.js';

const wording = (title: string) => ({ title }) as Wording;
const brick = {
  question: {
    master: 'en',
    wordings: {
      en: wording('English'),
      fr: wording('Français'),
      'fr-CA': wording('Québec'),
      'pt-BR': wording('Brasil'),
    },
  },
  key: {
    explanations: {
      en: { html: 'why', text: 'why', source: 'why' },
      fr: { html: 'raison', text: 'raison', source: 'raison' },
    },
  },
} as unknown as PublishedBrick;

describe('the language of a brick', () => {
  it.each([
    ['fr', 'fr', 'Français'],
    ['fr-CA', 'fr-CA', 'Québec'],
    ['fr-ca', 'fr-CA', 'Québec'],
    ['fr_CA', 'fr-CA', 'Québec'],
    ['fr-BE', 'fr', 'Français'],
    ['fr-Latn-CH', 'fr', 'Français'],
    ['pt', 'en', 'English'],
    ['de-AT', 'en', 'English'],
    ['', 'en', 'English'],
    ['__proto__', 'en', 'English'],
  ])('for somebody who reads %s is %s', (asked, locale, title) => {
    expect(wordingFor(brick, asked)).toMatchObject({ locale, wording: { title } });
  });

  it('is the same for the explanation, or there is none', () => {
    expect(wordingFor(brick, 'fr').explanation?.text).toBe('raison');
    expect(wordingFor(brick, 'fr-CA').explanation).toBeNull();
  });
});
