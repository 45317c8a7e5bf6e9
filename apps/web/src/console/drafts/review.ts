import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { tell } from '../../ui/tell.ts';
import type { Draft, Plan } from './document.ts';

interface Given {
  draft: Draft;
  /** Saves what is typed; null: it could not be saved. */
  flush: () => Promise<Draft | null>;
  /** Shows the draft as it is now. */
  onDone: (now: Draft) => void;
}
type Act = 'submit' | 'approve' | 'return' | 'discard' | 'restore' | 'publish';

/** Brings a draft through review. What was refused stays in `error` until the next try. */
export function useReview({ draft, flush, onDone }: Given) {
  const t = useTranslations('authoring.review');
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const calls = {
    submit: api.useMutation('post', '/api/v1/drafts/{id}/submit'),
    approve: api.useMutation('post', '/api/v1/drafts/{id}/approve'),
    return: api.useMutation('post', '/api/v1/drafts/{id}/return'),
    discard: api.useMutation('post', '/api/v1/drafts/{id}/discard'),
    restore: api.useMutation('post', '/api/v1/drafts/{id}/restore'),
    publish: api.useMutation('post', '/api/v1/drafts/{id}/publish'),
  };
  const title = draft.document.wordings.find((w) => w.locale === draft.locale)?.title || draft.slug;

  /** @returns whether it was done */
  const run = async (act: Act, more: { note?: string; plan?: Plan } = {}): Promise<boolean> => {
    setError(null);
    const saved = act === 'restore' ? draft : await flush();
    if (!saved) return false;
    const given = { params: { path: { id: draft.id } }, body: { revision: saved.revision, ...more } };
    try {
      const now = await calls[act].mutateAsync(given);
      onDone(now);
      for (const path of ['/api/v1/drafts', '/api/v1/bricks', '/api/v1/lines', '/api/v1/calendar'])
        void queries.invalidateQueries({ queryKey: ['get', path] });
      tell(t(`done.${act}`, { title }));
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    }
  };
  return {
    title,
    error,
    isPending: Object.values(calls).some((call) => call.isPending),
    submit: () => run('submit'),
    approve: () => run('approve'),
    giveBack: (note: string) => run('return', note.trim() ? { note: note.trim() } : {}),
    discard: () => run('discard'),
    restore: () => run('restore'),
    publish: (plan: Plan) => run('publish', { plan }),
  };
}

export type Review = ReturnType<typeof useReview>;
