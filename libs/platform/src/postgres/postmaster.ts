import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Is there a process with this id that we may know of? */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Process ids are used again (in containers always): is this one a PostgreSQL that runs, and not a zombie? */
export function isPostgres(pid: number): boolean {
  if (!pid || !alive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return (
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' &&
      !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    );
  } catch {
    return false;
  }
}

/** What a running server says of itself in its data folder: process id, port, status ("ready", "starting", …). */
export function readPostmaster(dataDir: string): { pid: number; port: number; status: string } | null {
  try {
    const lines = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/** Every PostgreSQL process has the data folder as its working directory (Linux). */
function processesOf(dataDir: string): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === dataDir && isPostgres(pid);
    } catch {
      return false;
    }
  });
}

/**
 * PostgreSQL believes a left-over postmaster.pid whose id is a zombie or was reused by the same user, and refuses to start.
 * Once nothing works in the cluster any more the file goes. Backends get 10 s to notice that their postmaster is dead.
 */
export async function clearStalePid(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(file)) return;
  for (let i = 0; i < 100 && processesOf(dataDir).length; i++) await pause(100);
  for (const pid of processesOf(dataDir)) process.kill(pid, 'SIGKILL');
  await fs.rm(file, { force: true });
}

/** One starter at a time per data folder; the lock of a dead process is taken over. */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await fs.writeFile(file, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(await fs.readFile(file, 'utf8').catch(() => '0'));
      const stat = statSync(file, { throwIfNoEntry: false });
      const abandoned = pid
        ? pid === process.pid || !alive(pid)
        : stat !== undefined && Date.now() - stat.mtimeMs > 5_000;
      if (abandoned) await fs.rm(file, { force: true });
      else await pause(50);
    }
  }
  try {
    return await work();
  } finally {
    await fs.rm(file, { force: true });
  }
}
