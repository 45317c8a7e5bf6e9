import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { Person } from '@relais/network';

export const LARGEST_ID = 2 ** 31 - 1;

/** A query parameter that may stand once or many times. */
export const OneOrMany = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : [value].flat()));

/** Texts by locale: `{ "en": "…", "fr": "…" }`, at most 40 of up to `most` characters. */
export const IsTexts = (most = 1_000): PropertyDecorator =>
  ValidateBy({
    name: 'isTexts',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= 40 &&
        Object.entries(value).every(
          ([locale, text]) =>
            /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(locale) &&
            typeof text === 'string' &&
            [...text].length <= most &&
            !/\0|\p{Surrogate}/u.test(text),
        ),
      defaultMessage: () => `must be texts by language, such as { "en": "…" }, of up to ${most} characters`,
    },
  });

/** Id of the account that acts. Routes of the console let nobody else in. */
export const accountId = (me: Person): number => me.id;
