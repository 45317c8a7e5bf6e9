import { Foundation1763800000000 } from './1763800000000-foundation.js';
import { Deliverability1763810000000 } from './1763810000000-deliverability.js';
import { NotesAndAbsences1763820000000 } from './1763820000000-notes-and-absences.js';
import { Retractions1763830000000 } from './1763830000000-retractions.js';
import { Access1763840000000 } from './1763840000000-access.js';
import { PeopleCounted1763841000000 } from './1763841000000-people-counted.js';
import { MailGate1763850000000 } from './1763850000000-mail-gate.js';
import { Drafts1763860000000 } from './1763860000000-drafts.js';
import { Tallies1763860000001 } from './1763860000001-tallies.js';
import { PeopleImports1763860000002 } from './1763860000002-people-imports.js';
import { BoardNames1763870000000 } from './1763870000000-board-names.js';

/** One linear history; a new migration is a file here and a line below. */
export const MIGRATIONS = [
  Foundation1763800000000,
  Deliverability1763810000000,
  NotesAndAbsences1763820000000,
  Retractions1763830000000,
  Access1763840000000,
  PeopleCounted1763841000000,
  MailGate1763850000000,
  Drafts1763860000000,
  Tallies1763860000001,
  PeopleImports1763860000002,
  BoardNames1763870000000,
];
