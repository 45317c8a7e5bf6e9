import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { Notice } from '../ui/Notice.tsx';

/** For a rep who opened the console. */
export function WrongDoor() {
  const t = useTranslations('frame.wrongDoor');
  return (
    <main>
      <Notice whole icon={IconInbox} title={t('title')} what={t('what')}>
        <Button component="a" href={`${BASE}/inbox`}>
          {t('go')}
        </Button>
      </Notice>
    </main>
  );
}
