import { useTranslations } from 'use-intl';
import { Field } from './Field.tsx';

interface Props {
  value: string;
  onText: (text: string) => void;
  fault: string | undefined;
}

/** The address somebody signs in by, filled in by the browser where it knows it. */
export function EmailField(props: Props) {
  const t = useTranslations('access');
  return <Field label={t('email')} type="email" name="email" autoComplete="username" {...props} />;
}
