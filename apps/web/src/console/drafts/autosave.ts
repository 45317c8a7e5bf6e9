import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import { isProblem, Unreachable } from '../../api/problem.ts';
import { useDraft } from '../../ui/draft.ts';
import { differences } from './differences.ts';
import type { Document, Draft, Plan } from './document.ts';
import { completed } from './variants.ts';

/** What is typed, and the revision it was typed upon. */
export interface DraftValues extends Record<string, unknown> {
  revision: number;
  document: Document;
  plan: Plan;
}
export type DraftForm = UseFormReturnType<DraftValues>;

/** Saves when the fingers rest so long, and again so long after the server could not be reached. */
const REST_MS = 900;
const AGAIN_MS = 4_000;

export type SaveState = 'saved' | 'saving' | 'waiting' | 'unreachable' | 'refused' | 'conflict';

/** What a draft says, with a place for every text. */
const valuesOf = ({ revision, document, plan }: Draft): DraftValues => ({
  revision,
  document: completed(document),
  plan,
});

/**
 * The form of a draft, saved by itself: each save names the revision it was typed upon. What could not be saved stays in the browser; what
 * somebody else saved in between is shown beside it and nothing is lost.
 */
export function useAutosave(draft: Draft, editable: boolean) {
  const queries = useQueryClient();
  const form: DraftForm = useForm<DraftValues>({ initialValues: valuesOf(draft) });
  const kept = useDraft(`brick-draft:${draft.id}`, form);
  const [theirs, setTheirs] = useState<Draft | null>(null);
  const [refused, setRefused] = useState<DraftValues | null>(null);
  const { mutateAsync, isPending, error } = api.useMutation('put', '/api/v1/drafts/{id}');
  const { values } = form;
  const dirty = form.isDirty();
  const path = { params: { path: { id: draft.id } } };

  /** Shows a draft as the server has it, in place of what was typed. */
  const adopt = (now: Draft) => {
    queries.setQueryData(api.queryOptions('get', '/api/v1/drafts/{id}', path).queryKey, now);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drafts'] });
    form.setInitialValues(valuesOf(now));
    form.setValues(valuesOf(now));
    form.resetDirty(valuesOf(now));
    kept.forget();
    setTheirs(null);
    setRefused(null);
  };

  /** Saves what is typed now. @returns the draft as saved; null: it was not. */
  const save = async (): Promise<Draft | null> => {
    const sent = form.getValues();
    try {
      const saved = await mutateAsync({ ...path, body: sent });
      queries.setQueryData(api.queryOptions('get', '/api/v1/drafts/{id}', path).queryKey, saved);
      form.resetDirty({ ...sent, revision: saved.revision });
      if (form.getValues() === sent) kept.forget();
      form.setFieldValue('revision', saved.revision);
      setRefused(null);
      return saved;
    } catch (failed) {
      const current = isProblem(failed) ? (failed as { current?: Draft }).current : undefined;
      if (current && differences(textsOf(sent), textsOf(valuesOf(current))).length === 0) {
        adopt(current);
        return current;
      }
      if (current) setTheirs(current);
      else if (!(failed instanceof Unreachable)) setRefused(sent);
      return null;
    }
  };

  const unreachable = error instanceof Unreachable;
  const due = editable && dirty && !isPending && theirs === null && refused !== values;
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => void save(), unreachable ? AGAIN_MS : REST_MS);
    return () => clearTimeout(timer);
    // `save` reads what is typed at its time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [due, values, unreachable]);

  // Somebody else, or another tab, went on, and nothing is typed here.
  useEffect(() => {
    if (!dirty && !isPending && draft.revision > form.getValues().revision) {
      form.setInitialValues(valuesOf(draft));
      form.setValues(valuesOf(draft));
      form.resetDirty(valuesOf(draft));
    }
  }, [draft, dirty, isPending, form]);

  const state: SaveState =
    theirs !== null ? 'conflict' : isPending ? 'saving' : !dirty ? 'saved' : refused === values ? 'refused' : unreachable ? 'unreachable' : 'waiting'; // prettier-ignore
  return {
    form,
    state,
    error,
    theirs,
    restored: kept.restored && dirty,
    save,
    adopt,
    /** Saves what is typed over what somebody else saved. */
    keepMine: async () => {
      if (!theirs) return;
      form.setFieldValue('revision', theirs.revision);
      setTheirs(null);
      await save();
    },
    /** The draft with nothing left to save; null: it could not be saved. */
    flush: async (): Promise<Draft | null> => (form.isDirty() ? save() : draft),
  };
}

const textsOf = ({ document, plan }: DraftValues) => ({ document, plan });
