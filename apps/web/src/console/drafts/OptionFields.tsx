import { ActionIcon, Button, Checkbox, Group, Input, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import {
  FEWEST_OPTIONS,
  FIELDS,
  MOST_OPTIONS,
  withOption,
  withOptionMoved,
  withoutOption,
  withRight,
} from './document.ts';
import { useEditor } from './editor-context.ts';
import classes from './Editor.module.css';

/** The options of one language. How many there are and which are right is said once, where the original is written. */
export function OptionFields({ index }: { index: number }) {
  const t = useTranslations('authoring.editor');
  const { document, draft, text, change, locked, faultAt } = useEditor();
  const wording = document.wordings[index]!;
  const original = document.wordings.find((w) => w.locale === draft.locale);
  const own = wording === original;
  const graded = FIELDS[document.kind].right;
  const { options } = wording;
  const letter = (id: string) => id.toUpperCase();
  const icon = { size: 18, 'aria-hidden': true } as const;
  const Mark = document.multiple ? Checkbox : Radio;
  return (
    <Input.Wrapper
      label={t('options')}
      labelElement="div"
      description={
        own ? t(graded ? (document.multiple ? 'optionsRight' : 'optionRight') : 'optionsHint') : t('optionsTranslation')
      }
      error={faultAt(`wordings.${index}.options`)}
      withAsterisk
    >
      <Stack
        gap="xs"
        mt="xs"
        role="group"
        aria-label={t('options')}
        data-where={`wordings.${index}.options`}
        tabIndex={-1}
      >
        {options.map(({ id }, i) => {
          const right = document.right.includes(id);
          return (
            <Group key={id} gap="xs" wrap="nowrap" align="flex-start" className={classes.option}>
              {graded && own ? (
                <Mark
                  mt={8}
                  aria-label={t('isRight', { letter: letter(id) })}
                  checked={right}
                  disabled={locked}
                  onChange={(event) => change((d) => withRight(d, id, event.currentTarget.checked))}
                />
              ) : graded && right ? (
                <IconCheck size={20} className={classes.right} aria-label={t('rightOne')} role="img" />
              ) : null}
              <TextInput
                flex={1}
                aria-label={t('option', { letter: letter(id) })}
                leftSection={<Text fw={700}>{letter(id)}</Text>}
                lang={wording.locale}
                description={own ? undefined : original?.options[i]?.text}
                {...text(`wordings.${index}.options.${i}.text`)}
              />
              {own && !locked && (
                <Group gap={2} wrap="nowrap" mt={3}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('moveUp', { letter: letter(id) })}
                    disabled={i === 0}
                    onClick={() => change((d) => withOptionMoved(d, i, -1))}
                  >
                    <IconArrowUp {...icon} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('moveDown', { letter: letter(id) })}
                    disabled={i === options.length - 1}
                    onClick={() => change((d) => withOptionMoved(d, i, 1))}
                  >
                    <IconArrowDown {...icon} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('removeOption', { letter: letter(id) })}
                    disabled={options.length <= FEWEST_OPTIONS}
                    onClick={() => change((d) => withoutOption(d, i))}
                  >
                    <IconTrash {...icon} />
                  </ActionIcon>
                </Group>
              )}
            </Group>
          );
        })}
        {own && !locked && options.length < MOST_OPTIONS && (
          <Group>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => change(withOption)}
            >
              {t('addOption')}
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
