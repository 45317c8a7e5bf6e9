import { Badge, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFilters } from '../../ui/search-params.ts';
import { tellUndoable } from '../../ui/undo.tsx';
import classes from './Editor.module.css';
import { FIELDS } from './document.ts';
import { useEditor } from './editor-context.ts';
import { placeOf } from './faults.ts';
import { VariantFields } from './VariantFields.tsx';
import { MOST_VARIANTS, withoutVariant, withVariant, withVariantBack } from './variants.ts';
import { WordingFields } from './WordingFields.tsx';

const REMOVED = 'variant-removed';

/**
 * One language of a brick; of a quiz, its question and the variants that its repeats ask. Which one is written here is the one that is
 * previewed: both stand in the address as `occurrence`.
 * @param props.faults fields with a reason.
 */
export function Questions({ index, faults }: { index: number; faults: readonly string[] }) {
  const t = useTranslations('authoring.editor');
  const words = useTranslations('frame');
  const { document, draft, change, locked } = useEditor();
  const [{ occurrence }, setFilters] = useFilters<'occurrence'>();
  const { variants } = document;
  const { locale } = document.wordings[index]!;
  const shown = Math.min(Number(occurrence) || 0, variants.length);
  const show = (to: number) => setFilters({ occurrence: to === 0 ? null : String(to) });
  const [added, setAdded] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // What was removed can come back while it can be written here.
  useEffect(() => () => void notifications.hide(REMOVED), [locked]);
  if (!FIELDS[document.kind].right) return <WordingFields index={index} />;

  const wrong = (variant: number) =>
    faults.some((where) => {
      const at = placeOf(document, where);
      return at.variant === variant && at.locale === locale;
    });
  const remove = (at: number) => {
    const removed = variants[at]!;
    change((d) => withoutVariant(d, at));
    show(0);
    box.current?.focus();
    tellUndoable({
      id: REMOVED,
      message: t('variantRemoved', { number: at + 1 }),
      undo: words('undo'),
      close: words('close'),
      onUndo: () => {
        change((d) => withVariantBack(d, at, removed));
        show(at + 1);
      },
    });
  };
  const add = !locked && locale === draft.locale && variants.length < MOST_VARIANTS && (
    <Button
      variant="subtle"
      size="xs"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => {
        change(withVariant);
        setAdded(variants.length);
        show(variants.length + 1);
      }}
    >
      {t('addVariant')}
    </Button>
  );
  const mark = (variant: number) =>
    wrong(variant) && (
      <Badge size="sm" variant="light" color="wrong">
        {t('toMend')}
      </Badge>
    );
  if (variants.length === 0)
    return (
      <Stack ref={box} tabIndex={-1} className={classes.questions}>
        <WordingFields index={index} />
        {add && (
          <Group gap="xs">
            <Text size="sm" c="dimmed" flex="1 1 200px">
              {t('variantsHint')}
            </Text>
            {add}
          </Group>
        )}
      </Stack>
    );
  return (
    <Tabs
      ref={box}
      tabIndex={-1}
      className={classes.questions}
      variant="pills"
      value={String(shown)}
      onChange={(to) => show(Number(to))}
      keepMounted={false}
    >
      <Group justify="space-between" mb="md" gap="xs">
        <Tabs.List aria-label={t('variants')}>
          <Tabs.Tab value="0" rightSection={mark(0)}>
            {t('theQuestion')}
          </Tabs.Tab>
          {variants.map((_, i) => (
            <Tabs.Tab key={i} value={String(i + 1)} rightSection={mark(i + 1)}>
              {t('variant', { number: i + 1 })}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {add}
      </Group>
      <Tabs.Panel value="0">
        <WordingFields index={index} />
      </Tabs.Panel>
      {variants.map((_, i) => (
        <Tabs.Panel key={i} value={String(i + 1)}>
          <VariantFields index={i} locale={locale} isNew={added === i} onRemove={() => remove(i)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
