import { Injectable } from '@nestjs/common';
import { Clock, Invalid, NotFound, rows, type Fault, type LocalDate } from '@relais/platform';
import { DataSource } from 'typeorm';
import { faultsOfAbsence, type AbsentDays, type AbsentParty } from './absence.rules.js';
import {
  ADD_ABSENCES,
  ADD_CLOSURES,
  LIST_ABSENCES,
  REMOVE_ABSENCE,
  REMOVE_CLOSURE,
  UNKNOWN_PARTNERS,
  UNKNOWN_REPS,
} from './absence-statements.js';

/** An absence to be written down. `line`: of the file it comes from, for faults. */
export type NewAbsence = AbsentParty & { from: string; until: string | null; note: string | null; line?: number };

/** An absence as it is written down. */
export interface ListedAbsence extends AbsentDays {
  kind: 'rep' | 'partner';
  /** The company's own id of the rep or partner. */
  who: string;
  name: string;
  /** Who wrote it: `page` the rep, `command` somebody of the programme. */
  source: string;
  note: string | null;
}

const MOST_LISTED = 1_000;

/** Days on which a rep, or everybody of a company, gets nothing. Nothing is lost: the planner goes on after them, under the cap. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes absences down, all or none; one that begins on the same day as another of the same rep or company replaces it.
   * @throws Invalid `absence.invalid` with every fault.
   */
  async add(absences: NewAbsence[]): Promise<void> {
    const faults = absences.flatMap((absence) =>
      faultsOfAbsence(absence, absence.note).map((fault) => placed(absence, fault)),
    );
    faults.push(...(await this.unknown(absences)));
    if (faults.length) throw new Invalid('absence.invalid', 'These absences cannot be written down:', faults);
    const ofReps = absences.flatMap((a) => ('rep' in a ? [{ ...a, who: a.rep }] : []));
    const ofPartners = absences.flatMap((a) => ('partner' in a ? [{ ...a, who: a.partner }] : []));
    await this.db.transaction(async (transaction) => {
      await rows(transaction, ADD_ABSENCES, columns(ofReps));
      await rows(transaction, ADD_CLOSURES, columns(ofPartners));
    });
  }

  /** Absences that are not over today (UTC), soonest first, at most a thousand. */
  list(of: { rep?: string; partner?: string } = {}): Promise<ListedAbsence[]> {
    const today = this.clock.now().toISOString().slice(0, 10);
    return rows<ListedAbsence>(this.db, LIST_ABSENCES, [today, of.rep ?? null, of.partner ?? null, MOST_LISTED]);
  }

  /** Takes an absence back. @throws NotFound `absence.unknown` */
  async remove(party: AbsentParty, from: LocalDate): Promise<void> {
    const who = 'rep' in party ? party.rep : party.partner;
    const gone = await rows(this.db, 'rep' in party ? REMOVE_ABSENCE : REMOVE_CLOSURE, [who, from]);
    if (!gone.length)
      throw new NotFound(
        'absence.unknown',
        `${who} has no absence that begins on ${from}; "relais absence list" shows them.`,
      );
  }

  private async unknown(absences: NewAbsence[]): Promise<Fault[]> {
    const reps = absences.flatMap((a) => ('rep' in a ? [a.rep] : []));
    const partners = absences.flatMap((a) => ('partner' in a ? [a.partner] : []));
    const [noReps, noPartners] = await Promise.all([
      rows<{ who: string }>(this.db, UNKNOWN_REPS, [reps]),
      rows<{ who: string }>(this.db, UNKNOWN_PARTNERS, [partners]),
    ]);
    const [missingReps, missingPartners] = [noReps, noPartners].map((list) => new Set(list.map(({ who }) => who)));
    return absences.flatMap((a): Fault[] => {
      const missing = 'rep' in a ? missingReps!.has(a.rep) : missingPartners!.has(a.partner);
      const [field, id] = 'rep' in a ? ['rep', a.rep] : ['partner', a.partner];
      const fault = {
        where: field,
        what: `there is no ${field} ${JSON.stringify(id)}`,
        fix: `use the ${field}_id of the people file`,
      };
      return missing ? [placed(a, fault)] : [];
    });
  }
}

const placed = ({ line }: NewAbsence, fault: Fault): Fault =>
  line === undefined ? fault : { ...fault, where: `line ${line}, ${fault.where}` };

const columns = (absences: (NewAbsence & { who: string })[]): unknown[] => [
  absences.map(({ who }) => who),
  absences.map(({ from }) => from),
  absences.map(({ until }) => until),
  absences.map(() => 'command'),
  absences.map(({ note }) => note),
];
