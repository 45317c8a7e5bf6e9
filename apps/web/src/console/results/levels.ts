/** Where one step of the scale ends and the next begins: half is what guessing between two brings, from 85 % on little is left to learn. */
export const STEPS = [0.5, 0.65, 0.75, 0.85];
export const LEVELS = ['level0', 'level1', 'level2', 'level3', 'level4'] as const;

/** The step a share belongs to, judged as it is written: 0.849 is shown as 85 %. */
export const levelOf = (share: number) => LEVELS[STEPS.filter((step) => Math.round(share * 100) >= step * 100).length]!;
