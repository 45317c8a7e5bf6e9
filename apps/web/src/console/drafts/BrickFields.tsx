import { Autocomplete, NumberInput, Select, SimpleGrid, Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { KINDS, type Kind } from '../bricks/brick.ts';
import { FIELDS, withKind } from './document.ts';
import { useEditor } from './editor-context.ts';
import { PlanFields } from './PlanFields.tsx';

/** What is true of a brick in every language. */
export function BrickFields() {
  const t = useTranslations('authoring.editor');
  const kinds = useTranslations('authoring.kinds');
  const { document, draft, text, change, form, locked, faultAt } = useEditor();
  const bricks = api.useQuery('get', '/api/v1/bricks', { params: { query: { line: draft.line } } });
  const themes = [...new Set((bricks.data?.bricks ?? []).flatMap(({ theme }) => theme ?? []))].sort();
  const has = FIELDS[document.kind];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label={t('kind')}
        description={t(`kindWhat.${document.kind}`)}
        allowDeselect={false}
        readOnly={locked}
        data={KINDS.map((value) => ({ value, label: kinds(value) }))}
        value={document.kind}
        error={faultAt('kind')}
        onChange={(kind) => kind && change((d) => withKind(d, kind as Kind))}
      />
      <Autocomplete
        label={t('theme')}
        description={t('themeHint')}
        data={themes}
        {...text('theme')}
        onChange={(theme) => form.setFieldValue('document.theme', (theme || null) as never)}
      />
      {has.options && (
        <Switch
          label={t('multiple')}
          description={t(has.right ? 'multipleQuiz' : 'multiplePoll')}
          disabled={locked}
          checked={document.multiple}
          error={faultAt('multiple')}
          onChange={(event) => {
            const multiple = event.currentTarget.checked;
            change((d) => ({ ...d, multiple, right: multiple ? d.right : d.right.slice(0, 1) }));
          }}
        />
      )}
      {has.maxLength && (
        <NumberInput
          label={t('maxLength')}
          description={t('maxLengthHint')}
          placeholder="1000"
          min={1}
          max={10_000}
          readOnly={locked}
          value={document.maxLength ?? ''}
          error={faultAt('maxLength')}
          onChange={(value) =>
            form.setFieldValue('document.maxLength', (typeof value === 'number' ? value : null) as never)
          }
        />
      )}
      <PlanFields
        mode={draft.mode}
        plan={form.values.plan}
        onChange={(plan) => form.setFieldValue('plan', plan)}
        readOnly={locked}
        error={faultAt('plan.day') ?? faultAt('plan.on')}
      />
    </SimpleGrid>
  );
}
