/** What a rule may look at: one answer of record. Plain values; a rule that needs more gets it here, never by asking. */
export interface ScoringContext {
  /** 0: first presentation of the brick to this person, then its repeats. */
  occurrence: number;
  /** null: this kind of brick is not graded. */
  correct: boolean | null;
  /** Since the brick was sent. */
  elapsedMs: number;
}

/**
 * A scoring rule as data: a challenge holds its code and parameters. It is given twice, as a function and as SQL, because
 * points are awarded to a whole batch of answers in one statement; a test proves the two equal.
 */
export interface ScoringRule<Params extends object = object> {
  code: string;
  /** class-validator class; its properties are the parameters a challenge file may give. */
  params: new () => Params;
  /** One sentence for people, without a full stop. */
  describe(params: Params, locale: string): string;
  /** Points for this answer, a whole number; 0: none. */
  points(context: ScoringContext, params: Params): number;
  /**
   * The same as a whole-number SQL expression over `a`, a row of delivery.answer; 0 or NULL: none.
   * @param bind gives the placeholder of a value.
   */
  sql(params: Params, bind: (value: unknown) => string): string;
}

/** A rule with the parameters one challenge gave it. */
export interface AppliedRule {
  rule: ScoringRule;
  params: object;
}
