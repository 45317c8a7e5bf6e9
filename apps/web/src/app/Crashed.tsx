import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Notice } from '../ui/Notice.tsx';

/** In place of a screen that failed: a fault of ours, or a part of an older build that is gone from the server. */
export function Crashed() {
  const t = useTranslations('frame.fault');
  return (
    <Notice whole icon={IconPlugConnectedX} title={t('crash')} what={t('crashWhat')}>
      <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
    </Notice>
  );
}
