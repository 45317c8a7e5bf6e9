import { countedPolicy } from './counted-policy.rules.js';

/** A wrong answer comes back the next day, right ones after 3, 10, 30 and 60 days; five right in a row retire the brick. */
export const ladder = countedPolicy({ code: 'ladder', wrongInDays: 1, rightInDays: [3, 10, 30, 60] });
