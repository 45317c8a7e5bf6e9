import { readFileSync } from 'node:fs';

/**
 * The most memory a process has had in use so far (VmHWM of proc(5)), in megabytes of 10^6 bytes.
 * @returns null where there is no /proc.
 */
export function peakMegabytes(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : (Number(kilobytes) * 1_024) / 1e6;
}
