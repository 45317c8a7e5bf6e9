import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { languageIn } from '../../ui/country.ts';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { useSpeech } from '../../words/Words.tsx';
import { KINDS, type Kind } from '../bricks/brick.ts';
import type { Line } from './cadence.ts';

/** Asks what kind of brick it is to be and how it is called, and opens it in the editor. */
export function BeginDraft({
  line,
  opened,
  onClose,
}: {
  line: Pick<Line, 'slug' | 'locale'>;
  opened: boolean;
  onClose: () => void;
}) {
  const t = useTranslations('authoring.begin');
  const kinds = useTranslations('authoring.kinds');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<{ title: string; kind: Kind }>({
    initialValues: { title: '', kind: 'quiz' },
    validate: { title: (text) => (text.trim() ? null : t('titleMissing')) },
  });
  const begin = api.useMutation('post', '/api/v1/drafts', {
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/bricks'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drafts'] });
      void navigate(`/drafts/${id}`);
    },
    onError: (error) => showFaults(form, error),
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')} size="lg" closeOnClickOutside={false}>
      <form noValidate onSubmit={form.onSubmit((body) => begin.mutate({ body: { line: line.slug, ...body } }))}>
        <Stack>
          <FormTrouble error={begin.error} />
          <TextInput
            label={t('brickTitle', { language: languageIn(line.locale, language) })}
            description={t('brickTitleHint')}
            withAsterisk
            data-autofocus
            maxLength={150}
            {...form.getInputProps('title')}
          />
          <Radio.Group label={t('kind')} description={t('kindHint')} {...form.getInputProps('kind')}>
            <Stack gap="xs" mt="xs">
              {KINDS.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  label={<Text fw={600}>{kinds(kind)}</Text>}
                  description={t(`kinds.${kind}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('cancel')}
            </Button>
            <Button type="submit" loading={begin.isPending}>
              {t('go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
