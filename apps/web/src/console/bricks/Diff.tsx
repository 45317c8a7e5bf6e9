import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { languageIn } from '../../ui/country.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useSpeech } from '../../words/Words.tsx';
import { changedWords } from './changed-words.ts';
import classes from './Diff.module.css';

type Change = components['schemas']['FieldDiffDto'];

/** What changed, field by field and language by language: how it was, and how it is. */
export function Diff({ changes, was, is }: { changes: readonly Change[]; was: string; is: string }) {
  const t = useTranslations('authoring.diff');
  const { language } = useSpeech();
  const name = useFieldName();
  // That a meaning changed is said by what changed; alone, it is worth a line.
  const worded = changes.filter(({ field }) => field !== 'revision');
  const shown = worded.length ? worded : changes;
  if (changes.length === 0) return <Notice small icon={IconEqual} title={t('same')} what={t('sameWhat')} />;
  return (
    <Stack gap="lg">
      {shown.map(({ field, locale, before, after }) => (
        <section key={`${locale ?? ''} ${field}`} aria-label={name(field)}>
          <Group gap="xs" mb={6}>
            <Text fw={600}>{name(field)}</Text>
            <Badge variant="light" color="gray">
              {locale ? languageIn(locale, language) : t('whole')}
            </Badge>
          </Group>
          <Sides before={before} after={after} was={was} is={is} lang={locale} />
        </section>
      ))}
    </Stack>
  );
}

interface SidesProps {
  before: string | null;
  after: string | null;
  was: string;
  is: string;
  lang?: string | null;
  /** Neither is the newer one. */
  equal?: boolean;
}

/** One text before and after, with what changed marked in both. */
export function Sides({ before, after, was, is, lang, equal = false }: SidesProps) {
  const t = useTranslations('authoring.diff');
  const changed = changedWords(before ?? '', after ?? '');
  const [Before, After] = equal ? (['mark', 'mark'] as const) : (['del', 'ins'] as const);
  const nothing = <Text c="dimmed">{t('nothing')}</Text>;
  return (
    <div className={classes.sides}>
      {(
        [
          [was, before, 'before'],
          [is, after, 'after'],
        ] as const
      ).map(([label, text, side]) => (
        <div key={side}>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <div className={classes.side} lang={lang ?? undefined}>
            {text === null || text === '' ? (
              nothing
            ) : (
              <>
                {changed.start}
                {side === 'before' ? <Before>{changed.before}</Before> : <After>{changed.after}</After>}
                {changed.end}
              </>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

/** A field of a brick as the editor calls it: `options.b` is "Option B", `variants.1.title` "Variant 1, title". */
export function useFieldName(): (field: string) => string {
  const t = useTranslations('authoring.diff.fields');
  const name = (field: string): string => {
    const variant = /^variants\.(\d+)\.(.+)$/.exec(field);
    if (variant) return t('variant', { number: variant[1]!, field: name(variant[2]!) });
    const option = /^options\.(\w)$/.exec(field);
    if (option) return t('option', { letter: option[1]!.toUpperCase() });
    return t.has(field as 'title') ? t(field as 'title') : field;
  };
  return name;
}
