import { Text, type TextProps } from '@mantine/core';
import { useRuleWords } from './use-rule-words.ts';
import type { Rule } from './rule.ts';

/** A rule as a sentence. */
export function RuleWords({ rule, ...text }: { rule: Rule } & TextProps) {
  return <Text {...text}>{useRuleWords(rule)}</Text>;
}
