import { Foundation1763800000000 } from './1763800000000-foundation.js';

/** One linear history; a new migration is a file here and a line below. */
export const MIGRATIONS = [Foundation1763800000000];
