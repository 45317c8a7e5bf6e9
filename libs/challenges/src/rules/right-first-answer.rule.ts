import { IsInt, Max, Min } from 'class-validator';
import { IntlMessageFormat } from 'intl-messageformat';
import type { ScoringRule } from './scoring-rule.js';

const RANGE = { message: 'is not a whole number from 1 to 1000' };

export class RightFirstAnswerParams {
  /** For each right answer. */
  @IsInt(RANGE) @Min(1, RANGE) @Max(1000, RANGE) points: number;
}

const TEXTS: Record<string, string> = {
  en: '{points, plural, one {# point} other {# points}} for each question answered right the first time it comes',
  fr: '{points, plural, one {# point} other {# points}} par question à laquelle on répond juste dès sa première venue',
};

/** Points for each brick answered right when it first came. What comes back for review earns nothing. */
export const rightFirstAnswer: ScoringRule<RightFirstAnswerParams> = {
  code: 'right-first-answer',
  params: RightFirstAnswerParams,
  describe({ points }, locale) {
    const language = locale.split('-')[0]!;
    const known = language in TEXTS ? language : 'en';
    return String(new IntlMessageFormat(TEXTS[known]!, known).format({ points }));
  },
  points: ({ occurrence, correct }, params) => (occurrence === 0 && correct === true ? params.points : 0),
  sql: (params, bind) => `CASE WHEN a.occurrence = 0 AND a.correct THEN ${bind(params.points)}::int END`,
};
