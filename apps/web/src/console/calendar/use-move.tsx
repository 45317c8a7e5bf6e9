import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { tellUndoable } from '../../ui/undo.tsx';
import { useProblemText } from '../../words/problem-text.ts';
import type { Day } from './days.ts';
import { keyOf, withMoved, type Calendar, type Entry, type Plan } from './entry.ts';
import { useDayName } from './use-day-name.ts';

const CALENDAR = ['get', '/api/v1/calendar'];

/**
 * Moves a brick to another day: shown at once, taken back where the server refuses, and undone from the message that tells of it.
 * A published brick has a plan of its own; that of a draft is saved with the draft.
 */
export function useMove(): (entry: Entry, from: Day | null, to: Day) => Promise<void> {
  const t = useTranslations('calendar');
  const queries = useQueryClient();
  const text = useProblemText();
  const dayName = useDayName();
  const brick = api.useMutation('patch', '/api/v1/bricks/{id}/plan');
  const draft = api.useMutation('put', '/api/v1/drafts/{id}');

  const put = async (entry: Entry, plan: Plan): Promise<Entry> => {
    if (entry.draftId === null) {
      const body = { from: entry.plan!, plan };
      return { ...entry, plan: (await brick.mutateAsync({ params: { path: { id: entry.brickId! } }, body })).plan };
    }
    const body = { revision: entry.revision!, plan };
    const { revision } = await draft.mutateAsync({ params: { path: { id: entry.draftId } }, body });
    return { ...entry, plan, revision };
  };

  const move = async (entry: Entry, plan: Plan, from: Day | null, to: Day | null, again: boolean): Promise<void> => {
    await queries.cancelQueries({ queryKey: CALENDAR });
    const before = queries.getQueriesData<Calendar>({ queryKey: CALENDAR });
    queries.setQueriesData<Calendar>({ queryKey: CALENDAR }, (known) => known && withMoved(known, entry, plan, to));
    putFocus(keyOf(entry, to));
    const id = `moved-${keyOf(entry, null)}`;
    try {
      const moved = await put(entry, plan);
      const what = { title: entry.title || t('untitled'), day: to ? dayName(to) : t('undated') };
      tellUndoable({
        id,
        message: t(again ? 'movedBack' : 'moved', what),
        undo: t('undo'),
        close: t('close'),
        onUndo: again ? null : () => void move(moved, entry.plan!, to, from, true),
      });
    } catch (error) {
      for (const [key, known] of before) queries.setQueryData(key, known);
      notifications.show({
        title: t('notMoved', { title: entry.title || t('untitled') }),
        message: text(error),
        color: 'wrong',
        autoClose: false,
        closeButtonProps: { 'aria-label': t('close') },
      });
    }
    await Promise.all(
      [CALENDAR, ['get', '/api/v1/bricks'], ['get', '/api/v1/drafts'], ['get', '/api/v1/drafts/{id}']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
  return (entry, from, to) => move(entry, { day: null, on: to }, from, to, false);
}

/** The keyboard goes along with what it moved. */
function putFocus(key: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-entry="${key}"]`)?.focus());
}
