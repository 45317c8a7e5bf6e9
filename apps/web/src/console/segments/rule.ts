import { randomId } from '@mantine/hooks';
import type { components } from '../../api/schema.d.ts';

export type RuleField = components['schemas']['RuleFieldDto'];
export type Operator = RuleField['operators'][number];
export type Rule = Record<string, unknown>;

/** How the parts of a group count: each, one at least, not one, not each. The last two are the language's `not`. */
export const MATCHES = ['all', 'any', 'none', 'notAll'] as const;
export type Match = (typeof MATCHES)[number];

export interface Condition {
  id: string;
  field: string;
  operator: Operator;
  /** One, or several for `in` and `not_in`; `true` or `false` for `exists`. */
  values: string[];
}
export interface Group {
  id: string;
  match: Match;
  parts: Part[];
}
export type Part = Condition | Group;

/** Groups in groups beyond this are better read, and written, as text. */
export const MOST_LEVELS = 4;
const MOST_CONDITIONS = 60;
const OPERATORS: readonly Operator[] = ['is', 'is_not', 'in', 'not_in', 'exists', 'at_least', 'at_most'];
export const OWN = 'rep.attr.';

export const isGroup = (part: Part): part is Group => 'parts' in part;
export const takesMany = (operator: Operator): boolean => operator === 'in' || operator === 'not_in';
export const newCondition = (field = ''): Condition => ({ id: randomId(), field, operator: 'is', values: [] });
export const newGroup = (match: Match = 'all', parts: Part[] = []): Group => ({ id: randomId(), match, parts });

/** A rule as the builder shows it; null: it is too deep, too long or not sound enough for that, and stays text. */
export function readRule(rule: unknown): Group | null {
  if (!isMapping(rule)) return null;
  if (!Object.keys(rule).length) return newGroup();
  const part = readPart(rule, 1);
  if (!part || conditionsOf(part).length > MOST_CONDITIONS) return null;
  return isGroup(part) ? part : newGroup('all', [part]);
}

function readPart(rule: unknown, level: number): Part | null {
  if (!isMapping(rule)) return null;
  if ('field' in rule) return readCondition(rule);
  const [key, ...others] = Object.keys(rule);
  if (others.length || level > MOST_LEVELS) return null;
  if (key === 'all' || key === 'any') return readParts(key, rule[key], level);
  if (key !== 'not' || !isMapping(rule.not)) return null;
  if ('any' in rule.not && Object.keys(rule.not).length === 1) return readParts('none', rule.not.any, level);
  if ('all' in rule.not && Object.keys(rule.not).length === 1) return readParts('notAll', rule.not.all, level);
  return readParts('none', [rule.not], level);
}

function readParts(match: Match, rules: unknown, level: number): Group | null {
  if (!Array.isArray(rules)) return null;
  const parts = rules.map((rule) => readPart(rule, level + 1));
  return parts.every((part) => part !== null) ? newGroup(match, parts) : null;
}

function readCondition({ field, ...operators }: Rule): Condition | null {
  const [operator, ...others] = Object.keys(operators) as Operator[];
  if (typeof field !== 'string' || !operator || others.length || !OPERATORS.includes(operator)) return null;
  const given = operators[operator];
  const values = Array.isArray(given) ? given : [given];
  if (Array.isArray(given) !== takesMany(operator) || !values.every((one) => typeof one === 'string' || typeof one === 'boolean')) return null; // prettier-ignore
  return { id: randomId(), field, operator, values: values.map(String) };
}

/** What the builder says, in the rule language, and where each of its parts stands in it (`rule.all[1]`). */
export function writeRule(top: Group): { rule: Rule; places: Map<string, string> } {
  const places = new Map<string, string>();
  const write = (part: Part, at: string): Rule => {
    places.set(part.id, at);
    if (!isGroup(part)) return writeCondition(part);
    const { match, parts } = part;
    if (match === 'none' && parts.length === 1) return { not: write(parts[0]!, `${at}.not`) };
    const key = match === 'all' || match === 'notAll' ? 'all' : 'any';
    const inside = match === 'all' || match === 'any' ? at : `${at}.not`;
    const list = { [key]: parts.map((one, i) => write(one, `${inside}.${key}[${i}]`)) };
    return inside === at ? list : { not: list };
  };
  return { rule: top.parts.length ? write(top, 'rule') : {}, places };
}

function writeCondition({ field, operator, values }: Condition): Rule {
  if (operator === 'exists') return { field, exists: values[0] !== 'false' };
  return { field, [operator]: takesMany(operator) ? values : (values[0] ?? '') };
}

export const conditionsOf = (part: Part): Condition[] => (isGroup(part) ? part.parts.flatMap(conditionsOf) : [part]);

/** Parts that say nothing yet: conditions without a field or value, groups inside that are empty. */
export function unfinished(part: Part, top = true): string[] {
  if (isGroup(part)) return part.parts.length || top ? part.parts.flatMap((one) => unfinished(one, false)) : [part.id];
  return part.field && (part.operator === 'exists' || part.values.some((value) => value.trim())) ? [] : [part.id];
}

/** What of a tree can be read out already. */
export function finished(top: Group): Group {
  const clear = (group: Group): Group => ({ ...group, parts: group.parts.map((part) => (isGroup(part) ? clear(part) : part)).filter((part) => !unfinished(part, false).length) }); // prettier-ignore
  return clear(top);
}

/** The tree with one part changed; null removes it. */
export function withPart(group: Group, id: string, change: (part: Part) => Part | null): Group {
  const parts = group.parts.flatMap((part) => {
    const next = part.id === id ? change(part) : isGroup(part) ? withPart(part, id, change) : part;
    return next ? [next] : [];
  });
  return group.id === id ? ((change(group) as Group | null) ?? group) : { ...group, parts };
}

interface Fault {
  where: string;
  what: string;
  fix?: string;
}

/** The server's reasons by part: each stands at the innermost part it is about. @param say a reason as a sentence. */
export function faultsByPart(
  faults: readonly Fault[],
  places: ReadonlyMap<string, string>,
  say: (reason: Omit<Fault, 'where'>) => string,
): Map<string, string> {
  const found = new Map<string, string>();
  const inside = [...places].sort(([, a], [, b]) => b.length - a.length);
  for (const { where, ...reason } of faults) {
    const part = inside.find(([, at]) => where === at || where.startsWith(`${at}.`) || where.startsWith(`${at}[`));
    if (part && !found.has(part[0])) found.set(part[0], say(reason));
  }
  return found;
}

/** Whoever the first rule means and the second does not; null: nobody, whatever the network. */
export function without(first: Rule, second: Rule): Rule | null {
  const [all, none] = [!Object.keys(first).length, !Object.keys(second).length];
  if (none) return null;
  return all ? { not: second } : { all: [first, { not: second }] };
}

const isMapping = (value: unknown): value is Rule =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
