import { IconCalendarTime, IconCircleCheck, IconPencil, IconSend, type Icon } from '@tabler/icons-react';
import type { components } from '../../api/schema.d.ts';
import type { Day } from './days.ts';

export type Calendar = components['schemas']['CalendarDto'];
export type Entry = components['schemas']['CalendarEntryDto'];
export type Mark = components['schemas']['CalendarMarkDto'];
export type Plan = NonNullable<Entry['plan']>;

/** In the order in which a brick goes through them. */
export const STATES = ['planned', 'approved', 'scheduled', 'sent'] as const;

/** Each state has a picture of its own, so that nobody has to tell colours apart. */
export const ICONS: Record<Entry['state'], Icon> = {
  planned: IconPencil,
  approved: IconCircleCheck,
  scheduled: IconCalendarTime,
  sent: IconSend,
};

/** The same brick wherever it stands. What was sent stays apart: a brick may go out on several days. */
export const keyOf = (entry: Entry, day: Day | null): string =>
  entry.draftId !== null ? `draft-${entry.draftId}` : `brick-${entry.brickId}${entry.state === 'sent' ? `-${day}` : ''}`; // prettier-ignore

/** The calendar with a brick on another day, or among those without one, as it will be once the server has moved it. */
export function withMoved(calendar: Calendar, entry: Entry, plan: Plan, to: Day | null): Calendar {
  const other = (one: Entry) => one.state === 'sent' || keyOf(one, null) !== keyOf(entry, null);
  const moved = { ...entry, plan };
  return {
    ...calendar,
    undated: [...calendar.undated.filter(other), ...(to === null ? [moved] : [])],
    days: calendar.days.map(({ date, entries: before }) => {
      const entries = [...before.filter(other), ...(date === to ? [moved] : [])];
      const count = (state: Entry['state']) => entries.filter((one) => one.state === state).length;
      return { date, entries, counts: { planned: count('planned'), approved: count('approved'), scheduled: count('scheduled'), sent: count('sent') } }; // prettier-ignore
    }),
  };
}
