export const DRAFT_STATES = ['draft', 'in-review', 'approved', 'published', 'discarded'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** What a person does to a draft. */
export const DRAFT_ACTS = ['write', 'submit', 'return', 'approve', 'publish', 'discard', 'restore'] as const;
export type DraftAct = (typeof DRAFT_ACTS)[number];

const ACTS: Record<DraftAct, { from: readonly DraftState[]; to: DraftState }> = {
  // Other words are not what was approved.
  write: { from: ['draft', 'in-review', 'approved'], to: 'draft' },
  submit: { from: ['draft'], to: 'in-review' },
  return: { from: ['in-review', 'approved'], to: 'draft' },
  approve: { from: ['in-review'], to: 'approved' },
  publish: { from: ['approved'], to: 'published' },
  discard: { from: ['draft', 'in-review', 'approved'], to: 'discarded' },
  restore: { from: ['discarded'], to: 'draft' },
};

/** The state after an act, or what stands against it. */
export function after(
  act: DraftAct,
  { state, writers }: { state: DraftState; writers: readonly number[] },
  who: number,
): DraftState | { code: 'draft.state' | 'draft.own-text'; what: string } {
  const { from, to } = ACTS[act];
  if (!from.includes(state)) return { code: 'draft.state', what: `A draft that is ${state} cannot be ${PAST[act]}.` };
  if (act === 'approve' && writers.includes(who))
    return { code: 'draft.own-text', what: 'Somebody else approves a text: you wrote part of this one.' };
  return to;
}

/** What can be done to a draft in this state, by a person with every role. */
export const actsOf = (draft: { state: DraftState; writers: readonly number[] }, who: number): DraftAct[] =>
  DRAFT_ACTS.filter((act) => typeof after(act, draft, who) === 'string');

const PAST: Record<DraftAct, string> = {
  write: 'changed',
  submit: 'sent to review',
  return: 'given back',
  approve: 'approved',
  publish: 'published',
  discard: 'discarded',
  restore: 'restored',
};
