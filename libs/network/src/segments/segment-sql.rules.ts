import { attributeOf } from './segment-fields.rules.js';
import type { Condition, SegmentRule } from './segment.rules.js';

/** A condition for a WHERE, and the values of its `$n`, in order. */
export interface CompiledSegment {
  sql: string;
  parameters: unknown[];
}

const COLUMNS: Record<string, string> = {
  'partner.id': 'p.external_id',
  'partner.channel_type': 'p.channel_type',
  'partner.tier': 'p.tier',
  'partner.country': 'p.country',
  'rep.id': 'r.external_id',
  'rep.job_role': 'r.job_role',
  'rep.locale': 'r.locale',
  'rep.time_zone': 'r.time_zone',
  'rep.email_domain': `split_part(r.email, '@', -1)`, // from the end: a quoted local part may hold an @
};

/**
 * The one meaning of "matches", as SQL over `network.rep r JOIN network.partner p ON p.id = r.partner_id`. Every value is a
 * parameter. A missing value (NULL) never matches `is`, `in`, `at_least`, `at_most`, and always matches `is_not`, `not_in`.
 * @param rule one that `parseSegmentRule` gave.
 * @param firstParameter number of the first `$n`, for use inside a longer statement.
 */
export function compileSegment(rule: SegmentRule, firstParameter = 1): CompiledSegment {
  return compileAnyOf([rule], firstParameter);
}

/** Reps that match at least one of the rules; of no rule at all, nobody. See {@link compileSegment}. */
export function compileAnyOf(rules: readonly SegmentRule[], firstParameter = 1): CompiledSegment {
  const parameters: unknown[] = [];
  const bind: Bind = (value) => `$${firstParameter - 1 + parameters.push(value)}`;
  return { sql: joined(rules, 'OR', bind) || 'false', parameters };
}

type Bind = (value: unknown) => string;

function compile(rule: SegmentRule, bind: Bind): string {
  if ('all' in rule) return joined(rule.all as SegmentRule[], 'AND', bind) || 'true';
  if ('any' in rule) return joined(rule.any as SegmentRule[], 'OR', bind) || 'false';
  // IS NOT TRUE rather than NOT: a comparison with a missing value is NULL, and its negation has to be true.
  if ('not' in rule) return `(${compile(rule.not as SegmentRule, bind)}) IS NOT TRUE`;
  return 'field' in rule ? condition(rule as Condition, bind) : 'true';
}

function joined(rules: readonly SegmentRule[], operator: 'AND' | 'OR', bind: Bind): string {
  return rules.map((rule) => `(${compile(rule, bind)})`).join(` ${operator} `);
}

function condition(rule: Condition, bind: Bind): string {
  if (rule.field === 'partner.within') return within(rule, bind);
  const attribute = attributeOf(rule.field);
  const column = attribute === null ? COLUMNS[rule.field] : `r.attributes ->> ${bind(attribute)}::text`;
  if (column === undefined) throw new Error(`a rule was compiled that was never parsed: ${rule.field}`);
  if (rule.exists !== undefined) return `(${column}) IS ${rule.exists ? 'NOT NULL' : 'NULL'}`;
  if (rule.is !== undefined) return `(${column}) = ${bind(rule.is)}::text`;
  if (rule.is_not !== undefined) return `(${column}) IS DISTINCT FROM ${bind(rule.is_not)}::text`;
  if (rule.in) return `(${column}) = ANY(${bind(rule.in)}::text[])`;
  if (rule.not_in) return `((${column}) = ANY(${bind(rule.not_in)}::text[])) IS NOT TRUE`;
  if (rule.at_least !== undefined) return reaches('<=', bind(rule.at_least));
  if (rule.at_most !== undefined) return reaches('>=', bind(rule.at_most));
  throw new Error(`a rule was compiled that was never parsed: ${rule.field} has no operator`);
}

/** Position 1 is the best tier. A code that is no longer in the list is reached by nobody. */
function reaches(comparison: '<=' | '>=', code: string): string {
  const mark = `SELECT mark.position FROM network.tier mark WHERE mark.code = ${code}::text`;
  return `p.tier IN (SELECT t.code FROM network.tier t WHERE t.position ${comparison} (${mark}))`;
}

/** The company or any below it: its id is in the lineage, which has a GIN index. */
function within(rule: Condition, bind: Bind): string {
  const ids = rule.in ?? rule.not_in ?? [rule.is ?? rule.is_not];
  const tops = `SELECT top.id FROM network.partner top WHERE top.external_id = ANY(${bind(ids)}::text[])`;
  const inside = `p.lineage && ARRAY(${tops})`;
  return rule.is_not !== undefined || rule.not_in ? `NOT (${inside})` : inside;
}
