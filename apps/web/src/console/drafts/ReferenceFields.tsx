import { ActionIcon, Button, Group, Input, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { languageIn } from '../../ui/country.ts';
import { useSpeech } from '../../words/Words.tsx';
import type { Wording } from './document.ts';
import { useEditor } from './editor-context.ts';

/** What can be read after the answer. A translation has those of the original until it is given its own. */
export function ReferenceFields({ index }: { index: number }) {
  const t = useTranslations('authoring.editor');
  const { language } = useSpeech();
  const { document, draft, text, form, locked, faultAt } = useEditor();
  const { references, locale } = document.wordings[index]!;
  const at = `wordings.${index}.references`;
  const set = (next: Wording['references']) => form.setFieldValue(`document.${at}`, next as never);
  const add = () => set([...(references ?? []), { title: '', url: '' }]);
  const inherited = references === null && locale !== draft.locale;
  return (
    <Input.Wrapper label={t('references')} labelElement="div" description={t('referencesHint')} error={faultAt(at)}>
      <Stack gap="xs" mt="xs" role="group" aria-label={t('references')}>
        {inherited && (
          <Text size="sm" c="dimmed">
            {t('referencesInherited', { language: languageIn(draft.locale, language) })}
          </Text>
        )}
        {references?.map((_, i) => (
          <Group key={i} gap="xs" align="flex-start">
            <TextInput
              flex="1 1 160px"
              aria-label={t('referenceTitle')}
              placeholder={t('referenceTitle')}
              lang={locale}
              {...text(`${at}.${i}.title`)}
            />
            <TextInput
              flex="2 1 200px"
              type="url"
              aria-label={t('referenceUrl')}
              placeholder="https://"
              {...text(`${at}.${i}.url`)}
            />
            {!locked && (
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={3}
                aria-label={t('removeReference')}
                onClick={() => {
                  const left = references.filter((__, other) => other !== i);
                  set(left.length || locale === draft.locale ? left : null);
                }}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!locked && (
          <Group>
            <Button variant="default" size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
              {t(inherited ? 'ownReferences' : 'addReference')}
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
