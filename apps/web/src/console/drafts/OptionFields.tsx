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
  type Asked,
  type Wording,
} from './document.ts';
import { useEditor } from './editor-context.ts';
import classes from './Editor.module.css';

interface Props {
  /** The wording they belong to, such as `wordings.0`. */
  at: string;
  wording: { locale: string; options: Options };
  /** Of the wording they translate; null: this is the original. */
  original: Options | null;
  right: readonly string[];
  multiple: boolean;
  edit: (change: <T extends Asked>(asked: T) => T) => void;
}
type Options = Wording['options'];

/** The options of one language. How many there are and which are right is said once, where the original is written. */
export function OptionFields({ at, wording, original, right: rightOnes, multiple, edit }: Props) {
  const t = useTranslations('authoring.editor');
  const { document, text, locked, faultAt } = useEditor();
  const own = original === null;
  const graded = FIELDS[document.kind].right;
  const { options } = wording;
  const letter = (id: string) => id.toUpperCase();
  const icon = { size: 18, 'aria-hidden': true } as const;
  const Mark = multiple ? Checkbox : Radio;
  return (
    <Input.Wrapper
      label={t('options')}
      labelElement="div"
      description={
        own ? t(graded ? (multiple ? 'optionsRight' : 'optionRight') : 'optionsHint') : t('optionsTranslation')
      }
      error={faultAt(`${at}.options`) ?? (own ? faultAt(at.replace(/wordings\.\d+$/, 'right')) : undefined)}
      withAsterisk
    >
      <Stack gap="xs" mt="xs" role="group" aria-label={t('options')} data-where={`${at}.options`} tabIndex={-1}>
        {options.map(({ id }, i) => {
          const right = rightOnes.includes(id);
          return (
            <Group key={id} gap="xs" wrap="nowrap" align="flex-start" className={classes.option}>
              {graded && own ? (
                <Mark
                  mt={8}
                  aria-label={t('isRight', { letter: letter(id) })}
                  checked={right}
                  disabled={locked}
                  onChange={(event) => {
                    const { checked } = event.currentTarget;
                    edit((asked) => withRight(asked, id, checked, multiple));
                  }}
                />
              ) : graded && right ? (
                <IconCheck size={20} className={classes.right} aria-label={t('rightOne')} role="img" />
              ) : null}
              <TextInput
                flex={1}
                aria-label={t('option', { letter: letter(id) })}
                leftSection={<Text fw={700}>{letter(id)}</Text>}
                lang={wording.locale}
                description={own ? undefined : original[i]?.text}
                {...text(`${at}.options.${i}.text`)}
              />
              {own && !locked && (
                <Group gap={2} wrap="nowrap" mt={3}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('moveUp', { letter: letter(id) })}
                    disabled={i === 0}
                    onClick={() => edit((asked) => withOptionMoved(asked, i, -1))}
                  >
                    <IconArrowUp {...icon} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('moveDown', { letter: letter(id) })}
                    disabled={i === options.length - 1}
                    onClick={() => edit((asked) => withOptionMoved(asked, i, 1))}
                  >
                    <IconArrowDown {...icon} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('removeOption', { letter: letter(id) })}
                    disabled={options.length <= FEWEST_OPTIONS}
                    onClick={() => edit((asked) => withoutOption(asked, i))}
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
              onClick={() => edit(withOption)}
            >
              {t('addOption')}
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
