import { Alert, Button, Group, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { usePerson } from '../../app/person.ts';
import { useProblemText } from '../../words/problem-text.ts';
import type { Sketch } from './brick.ts';

interface Props {
  sketch: Sketch;
  /** null: the reader's own. */
  locale: string | null;
  occurrence: number;
}

/** Mails what is looked at to whoever looks, and to nobody else. */
export function TestSend({ sketch, locale, occurrence }: Props) {
  const t = useTranslations('authoring.preview');
  const text = useProblemText();
  const { email } = usePerson();
  const send = api.useMutation('post', '/api/v1/test-sends');
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          size="sm"
          leftSection={<IconSend size={18} aria-hidden />}
          loading={send.isPending}
          onClick={() => send.mutate({ body: { ...sketch, occurrence, ...(locale ? { locale } : {}) } })}
        >
          {t('test')}
        </Button>
        <Text size="sm" c="dimmed" role="status" flex="1 1 200px">
          {send.isSuccess ? t('tested', { email: send.data.to }) : t('testWhat', { email: email ?? '' })}
        </Text>
      </Group>
      {send.isError && (
        <Alert color="wrong" role="alert">
          {text(send.error)}
        </Alert>
      )}
    </>
  );
}
