import { Alert } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';

/** Says that the connection is gone, for as long as it is. */
export function OfflineBar() {
  const t = useTranslations('frame');
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <Alert color="wrong" mb="lg" icon={<IconWifiOff aria-hidden />}>
          {t('offline')}
        </Alert>
      )}
    </div>
  );
}
