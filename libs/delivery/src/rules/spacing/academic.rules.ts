import { countedPolicy } from './counted-policy.rules.js';

/**
 * Three weeks after a wrong answer, six after a right one; two right in a row retire the brick.
 * The intervals of the trial of a spaced-education game with 731 medical students (Kerfoot et al., 2008-2009).
 */
export const academic = countedPolicy({ code: 'academic', wrongInDays: 21, rightInDays: [42] });
