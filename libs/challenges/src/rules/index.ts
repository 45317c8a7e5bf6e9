import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ScoringEntry } from '../entities/challenge.entity.js';
import { rightFirstAnswer } from './right-first-answer.rule.js';
import type { AppliedRule, ScoringRule } from './scoring-rule.js';

/** Every scoring rule. A new one is a file here and a line below. */
export const SCORING_RULES: readonly ScoringRule[] = [rightFirstAnswer];

export const RULE_CODES: readonly string[] = SCORING_RULES.map(({ code }) => code);

/** What is wrong with one parameter of a scoring entry. */
export interface ParameterFault {
  parameter: string;
  what: string;
}

/** The rule an entry names, with its parameters; undefined when there is no such rule. Faults mean: do not use it. */
export function readScoringEntry(entry: ScoringEntry): { applied: AppliedRule; faults: ParameterFault[] } | undefined {
  const rule = SCORING_RULES.find(({ code }) => code === entry.rule);
  if (!rule) return undefined;
  const { rule: _code, ...given } = entry;
  const params = plainToInstance(rule.params, given);
  const faults = validateSync(params, { whitelist: true, forbidNonWhitelisted: true }).map(
    ({ property, constraints }) => ({
      parameter: property,
      what: constraints?.whitelistValidation ? 'is not a parameter of this rule' : Object.values(constraints ?? {})[0]!,
    }),
  );
  return { applied: { rule, params }, faults };
}

/** The rules of a stored challenge, which was checked when it was loaded; a code this release does not know awards nothing. */
export function appliedRules(scoring: readonly ScoringEntry[]): AppliedRule[] {
  return scoring.flatMap((entry) => readScoringEntry(entry)?.applied ?? []);
}
