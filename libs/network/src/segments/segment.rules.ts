import { Invalid, type Fault } from '@relais/platform';
import { nearest } from '../fields/nearest.rules.js';
import { Refusal } from '../fields/refusal.js';
import {
  attributeOf,
  FIELD_NAMES,
  OPERATORS,
  segmentField,
  type Operator,
  type SegmentField,
} from './segment-fields.rules.js';

/** One question about a rep or their partner. Exactly one operator. */
export type Condition = { field: string } & Partial<Record<Exclude<Operator, 'in' | 'not_in' | 'exists'>, string>> & {
    in?: string[];
    not_in?: string[];
    exists?: boolean;
  };

/** Who is meant. The empty rule is everybody; it stands alone, never inside another. */
export type SegmentRule =
  Record<string, never> | Condition | { all: SegmentRule[] } | { any: SegmentRule[] } | { not: SegmentRule };

/** Codes that rules and people may name. A code outside is a fault. */
export interface KnownCodes {
  tiers: ReadonlySet<string>;
  channelTypes: ReadonlySet<string>;
}

const MAX_DEPTH = 10;
const MAX_CONDITIONS = 200;
const MAX_VALUES = 1000;
const GROUPS = ['all', 'any', 'not'] as const;

/**
 * Reads a rule as written in YAML or JSON.
 * @throws Invalid `segment.rule` with one fault per place (`rule.all[1].field`), what is wrong there and how to mend it.
 */
export function parseSegmentRule(input: unknown, known?: KnownCodes): SegmentRule {
  const { rule, faults } = checkSegmentRule(input, known);
  if (faults.length) throw new Invalid('segment.rule', 'The rule of the segment has faults:', faults);
  return rule;
}

/**
 * Reads a rule and lists its faults; `rule` is worth something only when there are none. Values come out as the database holds
 * them: `fr` for a country as `FR`, `Europe/paris` as `Europe/Paris`.
 * @param known codes that exist; left out, any well-formed code is taken.
 */
export function checkSegmentRule(input: unknown, known?: KnownCodes): { rule: SegmentRule; faults: Fault[] } {
  const reader = new RuleReader(known);
  const rule = isMapping(input) && Object.keys(input).length === 0 ? {} : reader.read(input, 'rule', 1);
  return { rule, faults: reader.faults };
}

class RuleReader {
  readonly faults: Fault[] = [];
  private conditions = 0;

  constructor(private readonly known?: KnownCodes) {}

  read(input: unknown, at: string, depth: number): SegmentRule {
    if (depth > MAX_DEPTH) return this.fault(at, `is nested more than ${MAX_DEPTH} deep`, 'bring it to fewer levels');
    if (!isMapping(input))
      return this.fault(
        at,
        'is not a rule',
        'write all:, any:, not: or a condition such as { field: partner.country, is: FR }',
      );
    if ('field' in input) return this.readCondition(input, at);
    const keys = Object.keys(input);
    const [key] = keys;
    if (keys.length !== 1 || key === undefined)
      return this.fault(
        at,
        keys.length ? `has ${keys.join(' and ')} side by side` : 'is empty',
        keys.length ? 'keep one; put the others inside an all: or any:' : 'write a condition, or remove it',
      );
    if (key === 'not') return { not: this.read(input.not, `${at}.not`, depth + 1) };
    if (key === 'all') return { all: this.readList(input.all, `${at}.all`, depth) };
    if (key === 'any') return { any: this.readList(input.any, `${at}.any`, depth) };
    return this.fault(`${at}.${key}`, 'is not part of a rule', suggestion(key, [...GROUPS, 'field']));
  }

  private readList(input: unknown, at: string, depth: number): SegmentRule[] {
    if (Array.isArray(input) && input.length > 0)
      return input.map((part, i) => this.read(part, `${at}[${i}]`, depth + 1));
    this.fault(
      at,
      Array.isArray(input) ? 'is empty' : 'is not a list',
      'write at least one condition with a dash before it',
    );
    return [];
  }

  private readCondition(input: Record<string, unknown>, at: string): SegmentRule {
    if (++this.conditions > MAX_CONDITIONS) {
      return this.conditions === MAX_CONDITIONS + 1
        ? this.fault(at, `is the condition after ${MAX_CONDITIONS} others`, 'use in: with a list, or an attribute')
        : {};
    }
    const given = Object.keys(input).filter((key) => key !== 'field');
    const unknown = given.filter((key) => !OPERATORS.includes(key as Operator));
    for (const key of unknown) this.fault(`${at}.${key}`, 'is not an operator', suggestion(key, OPERATORS));
    const name = typeof input.field === 'string' ? input.field.trim().toLowerCase() : '';
    const field = segmentField(name);
    if (!field)
      return this.fault(`${at}.field`, `${JSON.stringify(input.field)} is not a field`, suggestion(name, FIELD_NAMES));
    if (unknown.length) return {};
    const [operator] = given as Operator[];
    if (given.length !== 1 || operator === undefined) {
      return this.fault(
        at,
        given.length ? `has ${given.join(' and ')}` : 'has no operator',
        given.length
          ? 'one operator a condition; join two conditions with all: or any:'
          : `add one of ${field.operators.join(', ')}`,
      );
    }
    if (!field.operators.includes(operator))
      return this.fault(`${at}.${operator}`, `is not for ${name}`, `use one of ${field.operators.join(', ')}`);
    const value = this.readOperand(input[operator], { name, field, operator, at: `${at}.${operator}` });
    return { field: name, [operator]: value } as Condition;
  }

  private readOperand(input: unknown, of: Place): unknown {
    if (of.operator === 'exists') {
      return typeof input === 'boolean'
        ? input
        : this.fault(of.at, 'is not true or false', 'write true or false, without quotes');
    }
    if (of.operator !== 'in' && of.operator !== 'not_in') return this.readValue(input, of);
    if (!Array.isArray(input) || input.length === 0)
      return this.fault(of.at, 'is not a list of values', 'write them in brackets: [FR, BE]');
    if (input.length > MAX_VALUES)
      return this.fault(
        of.at,
        `has ${input.length} values`,
        `at most ${MAX_VALUES}; give these reps an attribute instead`,
      );
    return [...new Set(input.map((value, i) => this.readValue(value, { ...of, at: `${of.at}[${i}]` })))];
  }

  private readValue(input: unknown, of: Place): unknown {
    // An attribute is a text, but nobody quotes a year; an id is different: 0012 unquoted has already lost its zeros.
    const scalar =
      attributeOf(of.name) !== null && (typeof input === 'number' || typeof input === 'boolean')
        ? String(input)
        : input;
    if (typeof scalar !== 'string')
      return this.fault(of.at, 'is not a text', typeof input === 'number' ? 'put it in quotes' : 'write one value');
    const text = scalar.trim();
    if (text === '') return this.fault(of.at, 'is empty', 'write a value; exists: false finds those without one');
    const value = of.field.read(text);
    if (value instanceof Refusal) return this.fault(of.at, value.reason, value.fix);
    const codes =
      of.name === 'partner.tier'
        ? this.known?.tiers
        : of.name === 'partner.channel_type'
          ? this.known?.channelTypes
          : undefined;
    if (codes && !codes.has(value))
      return this.fault(
        of.at,
        `there is no ${of.name.slice(8).replace('_', ' ')} ${value}`,
        `use one of ${[...codes].join(', ')}`,
      );
    return value;
  }

  private fault(where: string, what: string, fix: string): Record<string, never> {
    this.faults.push({ where, what, fix });
    return {};
  }
}

interface Place {
  name: string;
  field: SegmentField;
  operator: Operator;
  at: string;
}

function suggestion(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  return close ? `did you mean ${close}?` : `use one of ${known.join(', ')}`;
}

function isMapping(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
