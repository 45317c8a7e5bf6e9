import { NumberInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { DayInput } from './DayInput.tsx';
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
    <DayInput
      label={t('on')}
      description={plan.day === null ? t('onHint') : t('onInstead', { day: plan.day })}
      placeholder={t('onNone')}
      clearable={!readOnly}
      readOnly={readOnly}
      value={plan.on}
      error={error}
      data-where="plan.day"
      onChange={(on) => onChange(on ? { on, day: null } : { ...plan, on: null })}
    />
  );
}
