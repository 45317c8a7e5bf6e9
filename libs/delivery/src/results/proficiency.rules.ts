/** Fewer people than this are no group: what is said of them could be said of one. */
export const SMALLEST_GROUP = 5;

/** Graded answers of a group to the bricks of a theme. */
export interface ProficiencyCount {
  segment: string;
  theme: string;
  people: number;
  graded: number;
  correct: number;
}

export interface ProficiencyCell {
  segment: string;
  theme: string;
  /** Share of right answers, 0 to 1; null: too few people to tell. */
  proficiency: number | null;
  /** null: too few to tell. */
  people: number | null;
}

/** What may be shown of each group. */
export function proficiencyCells(counts: readonly ProficiencyCount[]): ProficiencyCell[] {
  return counts.map(({ segment, theme, people, graded, correct }) =>
    people < SMALLEST_GROUP || graded === 0
      ? { segment, theme, proficiency: null, people: null }
      : { segment, theme, proficiency: Math.round((correct / graded) * 1000) / 1000, people },
  );
}
