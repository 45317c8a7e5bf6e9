import { Button, Group, Input, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useEditor } from './editor-context.ts';
import { OptionFields } from './OptionFields.tsx';
import { withOwnOptions, withVariantChanged } from './variants.ts';

interface Props {
  index: number;
  locale: string;
  /** Just added: its question is what is typed next. */
  isNew: boolean;
  onRemove: () => void;
}

/** What one variant says in one language. What it leaves empty is the question's; the original decides what it leaves empty. */
export function VariantFields({ index, locale, isNew, onRemove }: Props) {
  const t = useTranslations('authoring.editor');
  const { document, draft, text, change, locked, faultAt } = useEditor();
  const variant = document.variants[index]!;
  const own = locale === draft.locale;
  const i = variant.wordings.findIndex((w) => w.locale === locale);
  const wording = variant.wordings[i]!;
  const original = own ? null : variant.wordings.find((w) => w.locale === draft.locale);
  const question = document.wordings.find((w) => w.locale === locale)!;
  const at = `variants.${index}.wordings.${i}`;
  const edit = (to: Parameters<typeof withVariantChanged>[2]) => change((d) => withVariantChanged(d, index, to));
  const multiple = variant.multiple ?? document.multiple;

  /** A text that may be the question's. */
  const field = (name: 'title' | 'body' | 'explanation') => {
    const translates = original?.[name]?.trim();
    return {
      lang: locale,
      placeholder: own ? question[name]?.trim() || undefined : undefined,
      description: own ? t('variantEmpty') : translates ? t('original', { text: translates.slice(0, 300) }) : t('variantSame'), // prettier-ignore
      withAsterisk: Boolean(translates),
      ...text(`${at}.${name}`),
      ...(!own && !translates && !wording[name] && { readOnly: true }),
    };
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('variantWhat')}
      </Text>
      <TextInput
        label={t('title')}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        {...field('title')}
      />
      <Textarea label={t('body.quiz')} autoFocus={isNew} autosize minRows={4} maxRows={18} {...field('body')} />
      {wording.options ? (
        <>
          <OptionFields
            at={at}
            wording={{ locale, options: wording.options }}
            original={original ? (original.options ?? []) : null}
            right={variant.right}
            multiple={multiple}
            edit={edit}
          />
          {own && (
            <Switch
              label={t('multiple')}
              description={t('multipleQuiz')}
              disabled={locked}
              checked={multiple}
              error={faultAt(`variants.${index}.multiple`)}
              data-where={`variants.${index}.multiple`}
              onChange={(event) => {
                const several = event.currentTarget.checked;
                edit((v) => ({
                  ...v,
                  multiple: several === document.multiple ? null : several,
                  right: several ? v.right : v.right.slice(0, 1),
                }));
              }}
            />
          )}
          {own && !locked && (
            <Group>
              <Button variant="default" size="xs" onClick={() => edit((v) => withOwnOptions(v, document, false))}>
                {t('sharedOptions')}
              </Button>
            </Group>
          )}
        </>
      ) : (
        <Input.Wrapper label={t('options')} labelElement="div" error={faultAt(`${at}.options`)}>
          <Group gap="sm" mt={4} data-where={`${at}.options`} tabIndex={-1}>
            <Text size="sm" c="dimmed">
              {t('variantOptions')}
            </Text>
            {own && !locked && (
              <Button variant="default" size="xs" onClick={() => edit((v) => withOwnOptions(v, document, true))}>
                {t('ownOptions')}
              </Button>
            )}
          </Group>
        </Input.Wrapper>
      )}
      <Textarea label={t('explanation')} autosize minRows={3} maxRows={14} {...field('explanation')} />
      {!locked && (
        <Group>
          <Button
            variant="subtle"
            size="xs"
            color="wrong"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={onRemove}
          >
            {t('removeVariant')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
