import { Injectable } from '@nestjs/common';
import { Invalid, rows } from '@relais/platform';
import { DataSource, QueryFailedError } from 'typeorm';
import { shortName } from './board-names.rules.js';
import { readPseudonym } from './pseudonym.rules.js';

/** By name, under another one, or not at all. */
export const SHOWN_AS = ['name', 'pseudonym', 'nobody'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

/** How a person is called on boards. */
export interface OwnBoardName {
  shown: ShownAs;
  /** null: none is chosen. */
  pseudonym: string | null;
  /** What boards say without a wish. */
  name: string;
}

/** How people wish to be called on boards; boards follow within ten seconds, old ones included. */
@Injectable()
export class BoardNameService {
  constructor(private readonly db: DataSource) {}

  async of(repId: number): Promise<OwnBoardName> {
    const [found] = await rows<{ chosen: boolean; pseudonym: string | null; firstName: string; lastName: string }>(
      this.db,
      `SELECT n.rep_id IS NOT NULL AS chosen, n.pseudonym, r.first_name AS "firstName", r.last_name AS "lastName"
       FROM network.rep r LEFT JOIN challenges.board_name n ON n.rep_id = r.id WHERE r.id = $1`,
      [repId],
    );
    const { chosen, pseudonym, firstName, lastName } = found!;
    const shown = !chosen ? 'name' : pseudonym === null ? 'nobody' : 'pseudonym';
    return { shown, pseudonym, name: shortName({ repId: String(repId), firstName, lastName }) };
  }

  /**
   * @param pseudonym read only where one is to be shown.
   * @throws Invalid `board-name.bad`; `board-name.taken`: somebody else goes by it, in whatever case.
   */
  async choose(repId: number, shown: ShownAs, pseudonym: string | null): Promise<OwnBoardName> {
    if (shown === 'name') await rows(this.db, 'DELETE FROM challenges.board_name WHERE rep_id = $1', [repId]);
    else await this.write(repId, shown === 'pseudonym' ? readPseudonym(pseudonym ?? '') : null);
    return this.of(repId);
  }

  private async write(repId: number, pseudonym: string | null): Promise<void> {
    try {
      await rows(
        this.db,
        `INSERT INTO challenges.board_name (rep_id, pseudonym) VALUES ($1, $2)
         ON CONFLICT (rep_id) DO UPDATE SET pseudonym = excluded.pseudonym, chosen_at = now()`,
        [repId, pseudonym],
      );
    } catch (error) {
      // The index decides who was first.
      if (!(error instanceof QueryFailedError) || !String(error.message).includes('uq_board_name_pseudonym'))
        throw error;
      const fault = { where: 'pseudonym', what: 'is taken', fix: 'choose another one' };
      throw new Invalid('board-name.taken', 'Somebody goes by this name already.', [fault]);
    }
  }
}
