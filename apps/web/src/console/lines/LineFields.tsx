import '@mantine/dates/styles.css';
import {
  Chip,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'use-intl';
import { Card } from '../../ui/Card.tsx';
import { languageIn } from '../../ui/country.ts';
import { LANGUAGES } from '../../words/index.ts';
import { useSpeech } from '../../words/Words.tsx';
import { DayInput } from '../drafts/DayInput.tsx';
import { useCadence, WEEKDAYS } from './cadence.ts';
import type { LineValues } from './line-values.ts';
import { useSegmentNames } from './segment-names.ts';

type Form = UseFormReturnType<LineValues>;
const SPACINGS = ['ladder', 'academic', 'fsrs'] as const;

/** What a line is called and whom it speaks to. */
export function AboutFields({ form, fixed }: { form: Form; fixed: boolean }) {
  const t = useTranslations('authoring.lines');
  const { language } = useSpeech();
  const { all } = useSegmentNames();
  const { locale, name } = form.values;
  const locales = [...new Set([locale, ...LANGUAGES, ...Object.keys(name)])];
  return (
    <Card title={t('about')}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {locales.map((one) => (
            <Stack key={one} gap="sm">
              <TextInput
                label={t('name', { language: languageIn(one, language) })}
                withAsterisk={one === locale}
                maxLength={150}
                {...form.getInputProps(`name.${one}`)}
                value={name[one] ?? ''}
                error={form.errors[`name.${one}`] ?? (one === locale && form.errors.name)}
              />
              <Textarea
                label={t('description', { language: languageIn(one, language) })}
                autosize
                minRows={2}
                {...form.getInputProps(`description.${one}`)}
                value={form.values.description?.[one] ?? ''}
                error={one === locale && form.errors.description}
              />
            </Stack>
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('slug')}
            description={t(fixed ? 'slugFixed' : 'slugHint')}
            disabled={fixed}
            {...form.getInputProps('slug')}
          />
          <Select
            label={t('locale')}
            description={t('localeHint')}
            allowDeselect={false}
            data={locales.map((one) => ({ value: one, label: languageIn(one, language) }))}
            {...form.getInputProps('locale')}
          />
        </SimpleGrid>
        <MultiSelect
          label={t('segments')}
          description={t('segmentsHint')}
          withAsterisk
          searchable
          data={all}
          nothingFoundMessage={t('segmentsNone')}
          {...form.getInputProps('segments')}
        />
      </Stack>
    </Card>
  );
}

/** When it speaks, in which order, and when a quiz comes back. */
export function RhythmFields({ form }: { form: Form }) {
  const t = useTranslations('authoring.lines');
  const { weekday } = useCadence();
  const { mode } = form.values;
  return (
    <Card title={t('rhythm')}>
      <Stack gap="lg">
        <Input.Wrapper
          label={t('weekdays')}
          labelElement="div"
          description={t('weekdaysHint')}
          error={form.errors.weekdays}
          withAsterisk
        >
          <Chip.Group multiple {...form.getInputProps('weekdays')}>
            <Group gap="xs" mt="xs" role="group" aria-label={t('weekdays')}>
              {WEEKDAYS.map((iso) => (
                <Chip key={iso} value={String(iso)}>
                  {weekday(iso, 'long')}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TimeInput label={t('at')} description={t('atHint')} withAsterisk {...form.getInputProps('at')} />
          <TimeInput label={t('until')} description={t('untilHint')} {...form.getInputProps('until')} />
        </SimpleGrid>
        <Radio.Group label={t('mode')} {...form.getInputProps('mode')}>
          <Stack gap="xs" mt="xs">
            {(['sequence', 'calendar'] as const).map((one) => (
              <Choice key={one} value={one} label={t(`modes.${one}`)} what={t(`modeWhat.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {mode === 'sequence' ? (
          <Radio.Group label={t('start')} {...form.getInputProps('start')}>
            <Stack gap="xs" mt="xs">
              {(['slot', 'enrolment'] as const).map((one) => (
                <Choice key={one} value={one} label={t(`starts.${one}`)} what={t(`startWhat.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
        ) : (
          <DayInput
            label={t('startsOn')}
            description={t('startsOnHint')}
            clearable
            maw={320}
            {...form.getInputProps('startsOn')}
          />
        )}
        <Radio.Group label={t('spacing')} description={t('spacingHint')} {...form.getInputProps('spacing')}>
          <Stack gap="xs" mt="xs">
            {SPACINGS.map((one) => (
              <Choice key={one} value={one} label={t(`spacings.${one}`)} what={t(`spacingWhat.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label={t('answerWithin')}
          description={t('answerWithinHint')}
          min={1}
          max={365}
          maw={320}
          {...form.getInputProps('answerWithinDays')}
        />
      </Stack>
    </Card>
  );
}

function Choice({ value, label, what }: { value: string; label: string; what: string }) {
  return <Radio value={value} label={<Text fw={600}>{label}</Text>} description={what} />;
}
