import { Injectable } from '@nestjs/common';
import { actsOf, type CheckedDraft, type DraftAct, type DraftState, type ListedDraft } from '@relais/editorial';
import { AccountNamesQueries, type AccountName, type Person, type Role } from '@relais/network';
import { Conflict } from '@relais/platform';
import type { DraftDto, ListedDraftDto } from './drafts.dto.js';

/** Roles that may do what; the routes say the same. */
export const WRITERS = ['author', 'channel-manager', 'programme-admin'] as const satisfies Role[];
export const PUBLISHERS = ['channel-manager', 'programme-admin'] as const satisfies Role[];

/** Drafts as they are shown: with the names of people, and with what the reader may do. */
@Injectable()
export class DraftView {
  constructor(private readonly names: AccountNamesQueries) {}

  async of(draft: CheckedDraft, me: Person): Promise<DraftDto> {
    const { line, writers, sentBy, approvedBy, publishedBy, updatedBy, ...rest } = draft;
    const names = await this.names.of([...writers, sentBy, approvedBy, publishedBy, updatedBy]);
    const name = (id: number | null) => (id === null ? null : names.get(id)!);
    return {
      ...rest,
      line: line.slug,
      locale: line.locale,
      mode: line.mode,
      writers: writers.map((id) => name(id)!),
      sentBy: name(sentBy),
      approvedBy: name(approvedBy),
      publishedBy: name(publishedBy),
      updatedBy: name(updatedBy)!,
      acts: actsFor(draft, me),
    };
  }

  async list(drafts: ListedDraft[], me: Person): Promise<ListedDraftDto[]> {
    const ids = drafts.flatMap(({ writers, approvedBy, updatedBy }) => [...writers, approvedBy, updatedBy]);
    const names: Map<number, AccountName> = await this.names.of(ids);
    return drafts.map(({ writers, approvedBy, updatedBy, ...draft }) => ({
      ...draft,
      writers: writers.map((id) => names.get(id)!),
      approvedBy: approvedBy === null ? null : names.get(approvedBy)!,
      updatedBy: names.get(updatedBy)!,
      acts: actsFor({ ...draft, writers }, me),
    }));
  }

  /** Runs a change; who was overtaken is shown by what. */
  async changed(me: Person, work: Promise<CheckedDraft>): Promise<DraftDto> {
    try {
      return await this.of(await work, me);
    } catch (error) {
      if (!(error instanceof Conflict) || error.current === undefined) throw error;
      const current = await this.of(error.current as CheckedDraft, me);
      throw new Conflict(error.code, error.message, error.details, current);
    }
  }
}

function actsFor(draft: { state: DraftState; writers: readonly number[] }, me: Person): DraftAct[] {
  const may = (roles: readonly Role[]) => roles.some((role) => me.roles.includes(role));
  return actsOf(draft, me.id).filter((act) => may(act === 'publish' ? PUBLISHERS : WRITERS));
}
