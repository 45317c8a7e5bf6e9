import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Moment } from '../../ui/Moment.tsx';
import { Sides, useFieldName } from '../bricks/Diff.tsx';
import type { DraftValues } from './autosave.ts';
import { differences } from './differences.ts';
import type { Draft } from './document.ts';
import { placeOf } from './faults.ts';

interface Props {
  mine: DraftValues;
  theirs: Draft;
  onKeep: () => void;
  onTake: () => void;
}

/** Somebody saved in between: both texts side by side, and the choice. */
export function Conflict({ mine, theirs, onKeep, onTake }: Props) {
  const t = useTranslations('authoring.conflict');
  const field = useFieldName();
  const found = [...differences(mine.document, theirs.document), ...differences(mine.plan, theirs.plan, 'plan')];
  /** `wordings.1.title` is "fr · Title", `variants.0.wordings.1.title` "fr · Variant 1: Title" */
  const name = (where: string) => {
    const [, of, , key, option] = /^(?:variants\.(\d+)\.)?wordings\.(\d+)\.(\w+)(?:\.(\d+))?/.exec(where) ?? [];
    if (key === undefined) return field(where.split('.')[0]!);
    const locale = placeOf(mine.document, where).locale ?? placeOf(theirs.document, where).locale;
    const inner = key === 'options' ? `options.${String.fromCharCode(97 + Number(option))}` : key;
    return `${locale ?? ''} · ${field(of === undefined ? inner : `variants.${Number(of) + 1}.${inner}`)}`;
  };
  return (
    <Alert color="wrong" role="alert" title={t('title', { name: theirs.updatedBy.name ?? t('somebody') })}>
      <Stack>
        <Text>{t.rich('what', { when: () => <Moment at={theirs.updatedAt} relative /> })}</Text>
        {found.slice(0, 12).map(({ where, mine: here, theirs: there }) => (
          <section key={where} aria-label={name(where)}>
            <Text fw={600} mb={4}>
              {name(where)}
            </Text>
            <Sides equal before={there} after={here} was={t('theirs')} is={t('mine')} />
          </section>
        ))}
        <Group>
          <Button variant="default" onClick={onKeep}>
            {t('keep')}
          </Button>
          <Button variant="default" onClick={onTake}>
            {t('take')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
