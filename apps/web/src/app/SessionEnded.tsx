import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { sessionKey } from '../api/session.ts';

/** Asks to sign in again without leaving the page, so that nothing that was typed is lost. */
export function SessionEnded({ open }: { open: boolean }) {
  const t = useTranslations('frame.ended');
  const queries = useQueryClient();
  const look = () => void queries.invalidateQueries({ queryKey: sessionKey });
  return (
    <Modal opened={open} onClose={look} title={t('title')} withCloseButton={false}>
      <Text>{t('what')}</Text>
      <Group mt="lg">
        <Button component="a" href={`${BASE}/sign-in?way=password`} target="_blank" rel="noopener">
          {t('signIn')}
        </Button>
        <Button variant="default" onClick={look}>
          {t('done')}
        </Button>
      </Group>
    </Modal>
  );
}
