import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Parameters } from '../statement.js';
import { SCORING_RULES } from './index.js';
import type { ScoringContext } from './scoring-rule.js';

/** Parameters each rule may be given; a rule without a line here fails the test. */
const PARAMETERS: Record<string, fc.Arbitrary<object>> = {
  'right-first-answer': fc.record({ points: fc.integer({ min: 1, max: 1000 }) }),
};

const contexts = fc.array(
  fc.record<ScoringContext>({
    occurrence: fc.integer({ min: 0, max: 3 }),
    correct: fc.constantFrom(true, false, null),
    elapsedMs: fc.nat({ max: 90 * 86_400_000 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe.each(SCORING_RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('gives the same as a function and as SQL', async () => {
    await fc.assert(
      fc.asyncProperty(contexts, PARAMETERS[code]!, async (given, params) => {
        const answers = given.map(({ occurrence, correct, elapsedMs }) => ({
          occurrence,
          correct,
          elapsed_ms: elapsedMs,
        }));
        const parameters = new Parameters(JSON.stringify(answers));
        const found = await db.query<{ points: number }>(
          `SELECT coalesce(${rule.sql(params, parameters.bind)}, 0)::int AS points
           FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (row, n)
           CROSS JOIN LATERAL jsonb_populate_record(NULL::delivery.answer, j.row) AS a ORDER BY j.n`,
          parameters.values,
        );
        expect(found.map(({ points }) => points)).toEqual(given.map((context) => rule.points(context, params)));
      }),
      { numRuns: 50 },
    );
  });
});
