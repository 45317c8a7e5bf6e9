import { useQueries } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { countryIn, languageIn } from '../../ui/country.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { conditionsOf, isGroup, OWN, readRule, type Condition, type Part, type Rule, type RuleField } from './rule.ts';

const COMPANIES = ['partner.id', 'partner.within'];
/** Companies whose names are looked up for one rule; others show as ids. */
const MOST_NAMES = 12;

/** Fields rules may ask about, for those who may build rules. */
export function useRuleFields() {
  const builds = useHasRole('channel-manager', 'programme-admin');
  return api.useQuery('get', '/api/v1/segment-fields', {}, { enabled: builds, staleTime: 300_000 });
}

/** Names of fields and values in the reader's language. */
export function useRuleNames(fields: readonly RuleField[] = []) {
  const t = useTranslations('segments');
  const { language } = useSpeech();
  const field = (name: string): string => {
    if (name.startsWith(OWN)) return t('own', { name: name.slice(OWN.length) });
    const key = `fields.${name.replace('.', '_') as 'rep_id'}` as const;
    return t.has(key) ? t(key) : name;
  };
  const short = (name: string): string => {
    if (name.startsWith(OWN)) return name.slice(OWN.length);
    const key = `short.${name.replace('.', '_') as 'rep_id'}` as const;
    return t.has(key) ? t(key) : name;
  };
  const value = (of: string, code: string): string => {
    const named = fields.find(({ name }) => name === of)?.values?.find((one) => one.value === code)?.name;
    if (named) return nameIn(named, language) || code;
    if (of === 'partner.country') return countryIn(/^[A-Z]{2}$/.test(code) ? code : null, language) ?? code;
    if (of === 'rep.locale') return spoken(code, language);
    return code;
  };
  return { field, short, value };
}

function spoken(code: string, language: string): string {
  try {
    return languageIn(code, language);
  } catch {
    return code; // not a language at all: the server says so
  }
}

/** Reads rules out in the reader's language: "the country of the company is France or Belgium, and …". */
export function useRuleWords(rule: Rule): string {
  const t = useTranslations('segments');
  const format = useFormatter();
  const fields = useRuleFields().data?.fields;
  const names = useRuleNames(fields);
  const companies = useCompanyNames(rule);

  const value = ({ field }: Condition) => (code: string) => (COMPANIES.includes(field) && companies.get(code)) || names.value(field, code); // prettier-ignore
  const say = (part: Part, top: boolean): string => {
    if (!isGroup(part)) {
      const { field, operator, values } = part;
      const key = operator === 'exists' ? (values[0] === 'false' ? 'unknown' : 'known') : operator;
      return t(`says.${key}`, {
        field: names.field(field) || '…',
        value: format.list(values.map(value(part)), { type: 'disjunction' }) || '…',
      });
    }
    const { match, parts } = part;
    const list = format.list(
      parts.map((one) => say(one, false)),
      { type: match === 'all' || match === 'notAll' ? 'conjunction' : 'disjunction' },
    );
    if (match === 'none' || match === 'notAll') return t('saysNot', { list });
    return top || parts.length === 1 ? list : t('saysGroup', { list });
  };
  const tree = readRule(rule);
  if (!tree) return t('saysOdd');
  return tree.parts.length ? t('saysRule', { rule: say(tree, true) }) : t('saysEverybody');
}

function useCompanyNames(rule: Rule): Map<string, string> {
  const sees = useHasRole('programme-admin', 'channel-manager', 'coach', 'auditor');
  const tree = readRule(rule);
  const ids = tree ? [...new Set(conditionsOf(tree).flatMap(({ field, values }) => COMPANIES.includes(field) ? values : []))].filter(Boolean).slice(0, MOST_NAMES) : []; // prettier-ignore
  const found = useQueries({
    queries: ids.map((search) => ({
      ...api.queryOptions('get', '/api/v1/partners', { params: { query: { limit: 5, search } } }),
      enabled: sees,
      staleTime: 300_000,
    })),
  });
  const names = new Map<string, string>();
  for (const { data } of found)
    for (const { externalId, name } of data?.partners ?? []) if (ids.includes(externalId)) names.set(externalId, name);
  return names;
}
