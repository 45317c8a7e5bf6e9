import { readFileSync, readdirSync } from 'node:fs';

/** Ticks of /proc in a second: the same on every Linux that Node runs on. */
const TICKS = 100;

/**
 * Seconds of CPU that processes have used so far, each with its children, also those that have ended. On a machine with other
 * things to do rates are low and noisy; what the work costs in CPU is not.
 * @returns null where there is no /proc.
 */
export function cpuSeconds(pids: number[]): number | null {
  if (process.platform !== 'linux') return null;
  const wanted = new Set(pids);
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (!stat) continue;
    if (wanted.has(Number(name))) ticks += stat.own + stat.ended;
    else if (wanted.has(stat.parent)) ticks += stat.own;
  }
  return ticks / TICKS;
}

/** CPU of a process, of its ended children, and its parent; null when it is gone. See proc(5). */
function statOf(pid: number): { own: number; ended: number; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}

/** What some work took: seconds on the clock, and seconds of CPU of the processes named (null: unknown here). */
export interface Spent {
  seconds: number;
  cpu: number | null;
}

/** Times `work`. @param pids processes whose CPU counts, such as this one and the database server. */
export async function spent<T>(pids: number[], work: () => Promise<T>): Promise<Spent & { result: T }> {
  const before = cpuSeconds(pids);
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const after = cpuSeconds(pids);
  return { seconds, cpu: before === null || after === null ? null : after - before, result };
}
