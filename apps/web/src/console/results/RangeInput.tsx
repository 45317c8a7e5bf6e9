import { Group, InputWrapper, SegmentedControl, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSpeech } from '../../words/Words.tsx';
import { addDays, today } from '../sends/days.ts';
import { LENGTHS, MOST_DAYS, useRange, type Length } from './range.ts';

/** Which days to look at. */
export function RangeInput() {
  const t = useTranslations('results');
  const { language } = useSpeech();
  // Four words beside each other do not fit on a phone, nor at great zoom.
  const narrow = useMediaQuery('(max-width: 30em)');
  const [{ from, to, length }, change] = useRange();
  const [choosing, setChoosing] = useState(length === null);
  // Of a range whose end is not chosen yet.
  const [began, setBegan] = useState<string | null>(null);
  const data = [...LENGTHS, 'other'].map((value) => ({ value, label: t(`ranges.${value as Length}`) }));
  const value = choosing ? 'other' : (length ?? 'other');
  const choose = (next: string | null) => {
    setChoosing(next === 'other');
    if (next && next !== 'other') change({ days: next as Length });
  };
  return (
    <Group align="flex-end" gap="sm">
      {narrow ? (
        <Select label={t('range')} allowDeselect={false} data={data} value={value} onChange={choose} />
      ) : (
        <InputWrapper label={t('range')} labelElement="div">
          <SegmentedControl
            aria-label={t('range')}
            display="flex"
            bg="light-dark(var(--relais-brick), var(--mantine-color-dark-8))"
            data={data}
            value={value}
            onChange={choose}
          />
        </InputWrapper>
      )}
      {choosing && (
        <DatePickerInput
          type="range"
          label={t('days')}
          description={t('daysHint')}
          inputWrapperOrder={['label', 'description', 'input']}
          locale={language}
          valueFormat="D MMM YYYY"
          allowSingleDateInRange
          maxDate={began && addDays(began, MOST_DAYS - 1) < today() ? addDays(began, MOST_DAYS - 1) : today()}
          {...(began ? { minDate: addDays(began, 1 - MOST_DAYS) } : {})}
          value={began ? [began, null] : [from, to]}
          onChange={([first, last]) => {
            setBegan(last ? null : first);
            if (first && last) change({ from: first, to: last });
          }}
        />
      )}
    </Group>
  );
}
