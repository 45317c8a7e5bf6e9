import { useTranslations } from 'use-intl';
import { Screen } from '../../ui/Screen.tsx';

export function Component() {
  const t = useTranslations('frame.nav');
  return <Screen title={t('overview')}>…</Screen>;
}
