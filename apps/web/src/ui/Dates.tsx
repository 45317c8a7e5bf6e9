import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';
import { DatesProvider } from '@mantine/dates';
import type { ReactNode } from 'react';
import { withRegion } from '../words/index.ts';
import { useSpeech } from '../words/Words.tsx';
import { firstWeekday } from './week.ts';

/** Calendars and date fields below speak the reader's language, and begin their weeks as the reader does. */
export function Dates({ children }: { children: ReactNode }) {
  const { language } = useSpeech();
  const firstDayOfWeek = (firstWeekday(withRegion(language)) % 7) as 0;
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek, consistentWeeks: true }}>{children}</DatesProvider>
  );
}
