import { DndContext, DragOverlay, MeasuringStrategy, MouseSensor, pointerWithin, TouchSensor, useDroppable, useSensor, useSensors, type DragStartEvent } from '@dnd-kit/core'; // prettier-ignore
import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { BrickChip, ChipFace } from './BrickChip.tsx';
import classes from './Calendar.module.css';
import { firstFreeDay, localDay, momentOf, weeksOf, type Day, type View } from './days.ts';
import type { Calendar, Entry } from './entry.ts';
import { MarkButton } from './MarkButton.tsx';
import { daysMarks, weeksMarks } from './marks.ts';
import { Tray } from './Tray.tsx';
import { useDayName } from './use-day-name.ts';
import { useMove } from './use-move.tsx';

interface Carried {
  entry: Entry;
  day: Day | null;
}

/** How many bricks a day of a month shows before the rest is left to its week. */
const SHOWN = 4;
/** Nobody hears of the drag and drop who cannot see it: they have "Move to" instead. */
const SILENT = { announcements: { onDragStart: quiet, onDragOver: quiet, onDragEnd: quiet, onDragCancel: quiet }, screenReaderInstructions: { draggable: '' } }; // prettier-ignore
function quiet(): undefined {}

interface Props {
  calendar: Calendar;
  view: View;
  /** The day the view is about: days of other months are set back. */
  on: Day;
  /** Where a day's week is shown. */
  weekAt: (day: Day) => string;
}

/** Weeks as rows, bricks drawn from day to day. */
export function Grid({ calendar, view, on, weekAt }: Props) {
  const move = useMove();
  const [carried, setCarried] = useState<Carried | null>(null);
  const format = useFormatter();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that only passes scrolls the page; one that rests takes the brick.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  );
  const free = firstFreeDay(useNow());
  const weeks = weeksOf(calendar.days);
  const onMove = (entry: Entry, from: Day | null, to: Day) => void move(entry, from, to);
  return (
    <DndContext
      sensors={sensors}
      accessibility={SILENT}
      collisionDetection={pointerWithin}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      onDragStart={({ active }: DragStartEvent) => setCarried(active.data.current as Carried)}
      onDragCancel={() => setCarried(null)}
      onDragEnd={({ over }) => {
        setCarried(null);
        const to = over?.id as Day | undefined;
        if (carried && to && to !== carried.day) onMove(carried.entry, carried.day, to);
      }}
    >
      <div className={classes.frame}>
        <table className={classes.grid} data-view={view}>
          <thead>
            <tr>
              {weeks[0]!.map(({ date }) => (
                <th key={date} scope="col">
                  <VisuallyHidden>
                    {format.dateTime(momentOf(date), { timeZone: 'UTC', weekday: 'long' })}
                  </VisuallyHidden>
                  <span aria-hidden>{format.dateTime(momentOf(date), { timeZone: 'UTC', weekday: 'short' })}</span>
                </th>
              ))}
            </tr>
          </thead>
          {weeks.map((week) => (
            <tbody key={week[0]!.date}>
              <WeekMarks calendar={calendar} week={week.map(({ date }) => date)} />
              <tr>
                {week.map(({ date, entries }) => (
                  <DayCell
                    key={date}
                    date={date}
                    marks={<MarkButton short marks={daysMarks(calendar, date)} />}
                    weekAt={view === 'month' ? weekAt(date) : null}
                    outside={view === 'month' && date.slice(0, 7) !== on.slice(0, 7)}
                    closed={carried !== null && date < free}
                    hidden={view === 'month' && entries.length > SHOWN ? entries.length - SHOWN + 1 : 0}
                  >
                    {(view === 'month' && entries.length > SHOWN ? entries.slice(0, SHOWN - 1) : entries).map(
                      (entry) =>
                      <BrickChip key={`${entry.state}-${entry.brickId}-${entry.draftId}`} entry={entry} day={date} wide={view === 'week'} onMove={onMove} />, // prettier-ignore
                    )}
                  </DayCell>
                ))}
              </tr>
            </tbody>
          ))}
        </table>
      </div>
      <Tray entries={calendar.undated} onMove={onMove} />
      <DragOverlay dropAnimation={null}>
        {carried && (
          <div className={classes.chip} data-state={carried.entry.state} data-carried>
            <ChipFace entry={carried.entry} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

function WeekMarks({ calendar, week }: { calendar: Calendar; week: Day[] }) {
  const { gaps, overloads } = weeksMarks(calendar, week);
  if (!gaps.length && !overloads.length) return null;
  return (
    <tr>
      <td colSpan={7} className={classes.weekMarks}>
        <MarkButton marks={gaps} />
        <MarkButton marks={overloads} />
      </td>
    </tr>
  );
}

interface DayProps {
  date: Day;
  marks: ReactNode;
  weekAt: string | null;
  outside: boolean;
  /** Something is carried, and may not be put here. */
  closed: boolean;
  hidden: number;
  children: ReactNode;
}

function DayCell({ date, marks, weekAt, outside, closed, hidden, children }: DayProps) {
  const t = useTranslations('calendar');
  const dayName = useDayName();
  const now = useNow({ updateInterval: 60_000 });
  const { setNodeRef, isOver } = useDroppable({ id: date, disabled: closed });
  const today = date === localDay(now);
  const number = (
    <>
      <VisuallyHidden>
        {dayName(date)}
        {today && `, ${t('today')}`}
      </VisuallyHidden>
      <span aria-hidden>{Number(date.slice(8))}</span>
    </>
  );
  return (
    <td
      ref={setNodeRef}
      className={classes.day}
      data-day={date}
      data-today={today || undefined}
      data-outside={outside || undefined}
      data-closed={closed || undefined}
      data-over={isOver || undefined}
      aria-current={today ? 'date' : undefined}
    >
      <div className={classes.dayHead}>
        {weekAt ? (
          <Anchor component={Link} to={weekAt} className={classes.number} underline="never">
            {number}
          </Anchor>
        ) : (
          <span className={classes.number}>{number}</span>
        )}
        {closed ? (
          <Text size="xs" c="dimmed" aria-hidden>
            {t('tooSoon')}
          </Text>
        ) : (
          marks
        )}
      </div>
      <div className={classes.chips}>
        {children}
        {hidden > 0 && weekAt && (
          <Anchor component={Link} to={weekAt} size="sm" fw={600}>
            {t('hidden', { count: hidden })}
          </Anchor>
        )}
      </div>
    </td>
  );
}
