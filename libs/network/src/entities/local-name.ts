/** A text in the languages of the people who read it, by language tag: `{ en: 'Gold', fr: 'Or' }`. */
export type LocalName = Record<string, string>;
