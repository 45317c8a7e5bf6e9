import { Alert, Button, Group, JsonInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRestore } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { fieldFaults, isProblem } from '../../api/problem.ts';
import { Card } from '../../ui/Card.tsx';
import { languageIn } from '../../ui/country.ts';
import { useDraft } from '../../ui/draft.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { FormTrouble } from '../../ui/form.tsx';
import { LANGUAGES } from '../../words/index.ts';
import { reasonText } from '../../words/reasons.ts';
import { useSpeech } from '../../words/Words.tsx';
import { LiveReach } from './LiveReach.tsx';
import { RuleBuilder } from './RuleBuilder.tsx';
import { RuleWords } from './RuleWords.tsx';
import {
  faultsByPart,
  finished,
  newGroup,
  readRule,
  unfinished,
  writeRule,
  type Group as Tree,
  type Rule,
} from './rule.ts';
import classes from './Segments.module.css';
import { useRuleFields } from './use-rule-words.ts';

export interface SegmentValues extends Record<string, unknown> {
  slug: string;
  name: Record<string, string>;
  /** The revision that was read; 0: it is new. */
  revision: number;
  way: 'builder' | 'text';
  tree: Tree;
  text: string;
}

interface Props {
  /** Names what is being written, for whoever loses the connection. */
  draft: string;
  segment: { slug: string; name: Record<string, string>; rule: Rule; revision: number } | null;
  error: unknown;
  pending: boolean;
  /** Asked with the rule as it will be saved; `forget` lets go of what is kept in the browser. */
  onSave: (
    values: { slug: string; name: Record<string, string>; rule: Rule; revision: number },
    forget: () => void,
  ) => void;
  /** Shown above: what else went wrong, and what to do about it. */
  trouble?: ReactNode;
}

const asText = (rule: Rule) => JSON.stringify(rule, null, 2);

/** A segment as it is written: its names, its rule in a builder or as text, and whom that means while it changes. */
export function SegmentForm({ draft, segment, error, pending, onSave, trouble }: Props) {
  const t = useTranslations('segments');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const fields = useRuleFields();
  const [asked, setAsked] = useState(false);
  const [initial] = useState<SegmentValues>(() => {
    const tree = readRule(segment?.rule ?? {});
    return {
      slug: segment?.slug ?? '',
      name: Object.fromEntries([...new Set([language, ...LANGUAGES, ...Object.keys(segment?.name ?? {})])].map((code) => [code, segment?.name[code] ?? ''])), // prettier-ignore
      revision: segment?.revision ?? 0,
      way: tree ? 'builder' : 'text',
      tree: tree ?? newGroup(),
      text: asText(segment?.rule ?? {}),
    };
  });
  const form = useForm<SegmentValues>({
    initialValues: initial,
    validate: {
      name: (names) => (Object.values(names).some((text) => text.trim()) ? null : t('nameMissing')),
      slug: (slug) => (segment || slug.trim() ? null : t('slugMissing')),
    },
  });
  const { restored, forget } = useDraft(draft, form);
  const { way, tree, text } = form.values;

  const written = writeRule(tree);
  const typed = way === 'text' ? parsed(text) : null;
  // A rule nobody touched is saved as it was written, not as the builder would say it.
  const untouched = segment && JSON.stringify(tree) === JSON.stringify(initial.tree);
  const rule = way === 'text' ? typed : untouched ? segment.rule : written.rule;
  const missing = way === 'builder' ? unfinished(tree) : [];
  const ready = rule !== null && missing.length === 0;

  const json = JSON.stringify(rule);
  const [later] = useDebouncedValue(ready ? json : null, 400);
  const reach = api.useQuery(
    'post',
    '/api/v1/segment-reach',
    { body: { rule: JSON.parse(later ?? '{}') as Rule } },
    { enabled: later !== null, placeholderData: (before) => before, staleTime: 30_000, retry: false },
  );
  const current = ready && later === json;
  const refused = [error, current ? reach.error : null].flatMap((one) => (isProblem(one) ? (one.errors ?? []) : []));
  const places = untouched ? writeRule(tree).places : written.places;
  const faults = faultsByPart(refused, places, reasonText);
  if (asked) for (const id of missing) if (!faults.has(id)) faults.set(id, t('unfinished'));
  const loose = refused
    .filter(({ where }) => where.startsWith('rule'))
    .filter(() => way === 'text' || faults.size === 0);

  const shown = fieldFaults(error, ['slug', ...Object.keys(form.values.name).map((code) => `name.${code}`), 'name']);
  const refuse = () => {
    setAsked(true);
    // Once it is marked: the keyboard goes to the first thing to mend.
    setTimeout(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus());
  };
  const save = form.onSubmit(({ slug, name, revision }) => {
    if (!ready) return refuse();
    const names = Object.fromEntries(Object.entries(name).filter(([, one]) => one.trim()));
    onSave({ slug: slug.trim(), name: names, rule, revision }, forget);
  }, refuse);

  /** The short name follows the name until somebody writes one. */
  const rename = (code: string, typedName: string) => {
    const name = { ...form.values.name, [code]: typedName };
    const follows = !segment && form.values.slug === slugOf(form.values.name);
    form.setValues({ name, ...(follows ? { slug: slugOf(name) } : {}) });
    form.clearFieldError('name');
  };

  const turn = (to: 'builder' | 'text') => {
    if (to === 'text') return form.setValues({ way: to, text: asText(rule ?? {}) });
    const read = typed && readRule(typed);
    if (read) form.setValues({ way: to, tree: read });
  };
  const odd = way === 'text' && (!typed || !readRule(typed));
  return (
    <form noValidate onSubmit={save}>
      <div className={classes.columns}>
        <Stack gap="lg">
          <FormTrouble error={error} />
          {trouble}
          {restored && (
            <Alert icon={<IconRestore aria-hidden />} title={t('restored')}>
              <Button variant="default" size="compact-md" onClick={() => (forget(), form.reset())}>
                {t('startOver')}
              </Button>
            </Alert>
          )}
          <Card title={t('naming')}>
            <Stack gap="sm">
              {Object.keys(form.values.name).map((code, i) => (
                <TextInput
                  key={code}
                  label={t('nameIn', { language: languageIn(code, language) })}
                  withAsterisk={i === 0}
                  {...form.getInputProps(`name.${code}`)}
                  onChange={(event) => rename(code, event.currentTarget.value)}
                  error={shown[`name.${code}`] ?? (i === 0 && (shown.name ?? form.errors.name))}
                />
              ))}
              {!segment && (
                <TextInput
                  label={t('slug')}
                  description={t('slugHint')}
                  withAsterisk
                  {...form.getInputProps('slug')}
                  error={shown.slug ?? form.errors.slug}
                />
              )}
            </Stack>
          </Card>
          <Card
            title={t('rule')}
            actions={
              <SegmentedControl
                size="xs"
                aria-label={t('way')}
                value={way}
                disabled={odd}
                onChange={(to) => turn(to as 'builder')}
                data={(['builder', 'text'] as const).map((value) => ({ value, label: t(`ways.${value}`) }))}
              />
            }
          >
            {way === 'text' ? (
              <Stack gap="sm">
                <Text size="sm" c="dimmed">
                  {odd ? t('odd') : t('textWhat')}
                </Text>
                <JsonInput
                  aria-label={t('rule')}
                  autosize
                  minRows={8}
                  maxRows={30}
                  classNames={{ input: 'figures' }}
                  styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                  {...form.getInputProps('text')}
                  error={typed === null ? t('notJson') : loose.length ? loose.map(({ where, ...reason }) => `${where}: ${reasonText(reason)}`).join(' ') : undefined} // prettier-ignore
                />
              </Stack>
            ) : (
              <Loaded query={fields} rows={2}>
                {(known) => (
                  <RuleBuilder
                    tree={tree}
                    fields={known.fields}
                    faults={faults}
                    onChange={(next) => form.setFieldValue('tree', next)}
                  />
                )}
              </Loaded>
            )}
          </Card>
          <Group>
            <Button type="submit" loading={pending}>
              {words('save')}
            </Button>
            <Button component={Link} to={segment ? `/segments/${segment.slug}` : '/segments'} variant="default">
              {words('cancel')}
            </Button>
          </Group>
        </Stack>
        <Stack className={classes.live}>
          <Card title={t('inWords')}>
            {rule ? (
              <RuleWords rule={missing.length ? writeRule(finished(tree)).rule : rule} />
            ) : (
              <Text c="dimmed">{t('notJson')}</Text>
            )}
          </Card>
          <LiveReach reach={reach} ready={ready} current={current} refused={refused} />
        </Stack>
      </div>
    </form>
  );
}

/** null: it is no JSON object. */
function parsed(text: string): Rule | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Rule) : null;
  } catch {
    return null;
  }
}

/** A short name of a name: "Gold in France" becomes "gold-in-france". */
const slugOf = (name: Record<string, string>): string =>
  (name.en || Object.values(name).find(Boolean) || '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
