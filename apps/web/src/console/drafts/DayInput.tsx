import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';
import { useTranslations } from 'use-intl';
import { useSpeech } from '../../words/Words.tsx';

/** A day, typed or chosen, as the reader's language writes it; held as YYYY-MM-DD. */
export function DayInput(props: DatePickerInputProps) {
  const t = useTranslations('authoring.plan');
  const { language } = useSpeech();
  return (
    <DatePickerInput
      locale={language}
      firstDayOfWeek={1}
      valueFormat="D MMMM YYYY"
      ariaLabels={{ nextMonth: t('nextMonth'), previousMonth: t('previousMonth') }}
      clearButtonProps={{ 'aria-label': t('noDay') }}
      {...props}
    />
  );
}
