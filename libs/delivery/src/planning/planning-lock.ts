/** Any fixed number: one planner at a time; a second one finds the work done. Whoever else takes places under the cap takes it too. */
export const PLANNING_LOCK = 7_316_010;
