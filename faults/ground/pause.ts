export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks every `everyMs` until the answer is true. @returns false when it was not within `withinMs`. */
export async function until(
  ask: () => boolean | Promise<boolean>,
  { withinMs, everyMs = 50 }: { withinMs: number; everyMs?: number },
): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (;;) {
    if (await ask()) return true;
    if (performance.now() > end) return false;
    await pause(everyMs);
  }
}
