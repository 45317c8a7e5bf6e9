import { NumberInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';
import { useTranslations } from 'use-intl';
import { useSpeech } from '../../words/Words.tsx';
import type { Draft, Plan } from './document.ts';

interface Props {
  mode: Draft['mode'];
  plan: Plan;
  onChange: (plan: Plan) => void;
  readOnly?: boolean;
  error?: string | undefined;
}

/** When a brick is to come: a date in a calendar, or not before so many days in a sequence. */
export function PlanFields({ mode, plan, onChange, readOnly = false, error }: Props) {
  const t = useTranslations('authoring.plan');
  const { language } = useSpeech();
  if (mode === 'sequence')
    return (
      <NumberInput
        label={t('day')}
        description={t('dayHint')}
        placeholder={t('dayNone')}
        min={0}
        max={3650}
        readOnly={readOnly}
        value={plan.day ?? ''}
        error={error}
        data-where="plan.day"
        onChange={(day) => onChange({ on: null, day: typeof day === 'number' ? day : null })}
      />
    );
  return (
    <DatePickerInput
      label={t('on')}
      description={plan.day === null ? t('onHint') : t('onInstead', { day: plan.day })}
      placeholder={t('onNone')}
      clearable={!readOnly}
      readOnly={readOnly}
      locale={language}
      firstDayOfWeek={1}
      valueFormat="D MMMM YYYY"
      value={plan.on}
      error={error}
      data-where="plan.day"
      onChange={(on) => onChange(on ? { on, day: null } : { ...plan, on: null })}
    />
  );
}
