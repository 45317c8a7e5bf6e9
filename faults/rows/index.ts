import type { Row } from '../row.js';
import { workerKilled } from './worker-killed.js';

/** The fault table, in the order it runs. */
export const ROWS: Row[] = [...workerKilled];
