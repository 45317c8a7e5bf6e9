/** The people of a simulation. Shares lie between 0 and 1. */
export interface SimulatedPeople {
  /** Share of deliveries that are answered at all. */
  answer: number;
  /** Share of right answers to a question never met before. */
  right: number;
  /** Days after which half of what one right answer taught is forgotten. Each further right answer in a row doubles them. */
  halfLifeDays: number;
}

/** What a simulated rep remembers of one quiz. */
export interface Memory {
  /** Days since 1970 of the last explanation read. */
  day: number;
  rightInARow: number;
}

/**
 * Chance of a right answer: what was known anyway, plus of the rest what is still remembered. Forgetting is exponential
 * (Ebbinghaus); reading an explanation teaches like a right answer does.
 */
export function chanceOfRight(people: SimulatedPeople, memory: Memory | undefined, day: number): number {
  if (!memory) return people.right;
  const halfLife = people.halfLifeDays * 2 ** memory.rightInARow;
  return people.right + (1 - people.right) * 0.5 ** ((day - memory.day) / halfLife);
}

/** A repeatable stream of uniform numbers in [0, 1): mulberry32, public domain, by its published constants. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
