import { Badge, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Account } from './roles.ts';

/** Whether an account can be used, and whether its owner ever came. */
export function AccountState({ account: { status, joined, demo } }: { account: Account }) {
  const t = useTranslations('running.accounts');
  return (
    <Group gap={6}>
      {status === 'disabled' ? (
        <Badge variant="light" color="wrong">
          {t('disabled')}
        </Badge>
      ) : (
        <Badge variant="light" color={joined ? 'right' : 'accent'}>
          {joined ? t('active') : t('invited')}
        </Badge>
      )}
      {demo && <Badge variant="default">{t('demo')}</Badge>}
    </Group>
  );
}
