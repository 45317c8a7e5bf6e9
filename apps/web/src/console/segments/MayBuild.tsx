import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Those who may only read find out before they write. */
export function MayBuild({ children }: { children: ReactNode }) {
  const t = useTranslations('frame.fault');
  const may = useHasRole('channel-manager', 'programme-admin');
  return may ? children : <Notice icon={IconLock} title={t('forbidden')} what={t('forbiddenWhat')} />;
}
