import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { ask } from '../../ui/ask.tsx';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { tell } from '../../ui/tell.ts';
import { useProblemText } from '../../words/problem-text.ts';

type Sending = components['schemas']['SendingDto'];
const SENDING = ['get', '/api/v1/sending'];

/** Stops everything, or lets it go on; both ask first. */
export function PauseButton({ sending }: { sending: Sending }) {
  const t = useTranslations('sends');
  const words = useTranslations('frame');
  const queries = useQueryClient();
  const text = useProblemText();
  const [opened, { open, close }] = useDisclosure();
  // An answer that was on its way already would say the old state again.
  const keep = (now: Sending) => {
    void queries.cancelQueries({ queryKey: SENDING });
    queries.setQueriesData({ queryKey: SENDING }, now);
  };
  const resume = api.useMutation('post', '/api/v1/sending/resume', {
    onSuccess: (now) => (keep(now), tell(t('resume.done'))),
    onError: (error) => notifications.show({ message: text(error), color: 'wrong', autoClose: false }),
  });
  if (sending.paused)
    return (
      <Button
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        loading={resume.isPending}
        onClick={() =>
          ask({
            title: t('resume.title'),
            what: t('resume.what'),
            go: t('resume.go'),
            cancel: words('cancel'),
            onGo: () => resume.mutate({}),
          })
        }
      >
        {t('resume.go')}
      </Button>
    );
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerPause size={18} aria-hidden />} onClick={open}>
        {t('pause.go')}
      </Button>
      <PauseForm opened={opened} onClose={close} sending={sending} onPaused={keep} />
    </>
  );
}

interface Props {
  opened: boolean;
  onClose: () => void;
  sending: Sending;
  onPaused: (now: Sending) => void;
}

function PauseForm({ opened, onClose, sending: { due, soon }, onPaused }: Props) {
  const t = useTranslations('sends.pause');
  const words = useTranslations('frame');
  const form = useForm({
    initialValues: { because: '' },
    validate: { because: (because) => (because.trim() ? null : t('becauseMissing')) },
  });
  const pause = api.useMutation('post', '/api/v1/sending/pause', {
    onSuccess: (now) => {
      onPaused(now);
      form.reset();
      onClose();
      tell(t('done'));
    },
    onError: (error) => showFaults(form, error),
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')} closeOnClickOutside={false}>
      <form noValidate onSubmit={form.onSubmit(({ because }) => pause.mutate({ body: { because: because.trim() } }))}>
        <Stack>
          <Text>{t('what')}</Text>
          <Text c="dimmed">{t('waits', { due, soon })}</Text>
          <FormTrouble error={pause.error} />
          <Textarea
            label={t('because')}
            description={t('becauseHint')}
            placeholder={t('becausePlaceholder')}
            withAsterisk
            data-autofocus
            maxLength={300}
            autosize
            minRows={2}
            {...form.getInputProps('because')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('cancel')}
            </Button>
            <Button type="submit" color="wrong" loading={pause.isPending}>
              {t('confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
