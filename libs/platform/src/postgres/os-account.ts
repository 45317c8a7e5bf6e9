import { spawnSync, type SpawnOptions } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** An account of the operating system that the server may run as. */
export interface OsAccount {
  name: string;
  uid: number;
  gid: number;
}

/** How to start a program as that account: a command line and the spawn options that go with it. */
export interface Launcher {
  command(program: string, args: string[]): [string, string[]];
  options: SpawnOptions;
}

/**
 * PostgreSQL refuses to run as root. For root this picks an account that already exists (nothing is added to the host): the
 * owner of an existing cluster first, then postgres, nobody, daemon. An ordinary user runs the server as itself (null).
 * @throws Error when root has no such account.
 */
export function pickAccount(dataDir: string): OsAccount | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const cluster = statSync(path.join(dataDir, 'PG_VERSION'), { throwIfNoEntry: false });
  if (cluster?.uid) return { name: `uid ${cluster.uid}`, uid: cluster.uid, gid: cluster.gid };
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const row = rows.find((r) => r[0] === name && r[2] !== '0');
    if (row) return { name, uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw new Error(
    'Started as root, and none of the accounts postgres, nobody, daemon exists to run PostgreSQL. Start as an ordinary user or set DATABASE_URL.',
  );
}

/** May the account walk down to this path? A checkout below a home folder of mode 0700 is the usual reason why not. */
function reachable(target: string, account: OsAccount): boolean {
  for (let dir = path.resolve(target); ; dir = path.dirname(dir)) {
    const stat = statSync(dir, { throwIfNoEntry: false });
    const bit = stat?.uid === account.uid ? 0o100 : stat?.gid === account.gid ? 0o010 : 0o001;
    if (stat?.isDirectory() && !(stat.mode & bit)) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

/**
 * Starts programs as `account`. Where the account cannot reach `paths`, it keeps of root's rights only the one to walk into
 * folders, by setpriv; `no_setuid_fixup` because initdb asks access(2), which looks at the real user.
 * @throws Error when the paths are out of reach and setpriv cannot help.
 */
export function launcherFor(account: OsAccount | null, paths: string[]): Launcher {
  if (!account) return { command: (program, args) => [program, args], options: {} };
  const hidden = paths.filter((p) => !reachable(p, account));
  if (!hidden.length)
    return { command: (program, args) => [program, args], options: { uid: account.uid, gid: account.gid } };
  for (const right of ['dac_read_search', 'dac_override']) {
    const keep = `-all,+${right}`;
    const prefix = ['--reuid', `${account.uid}`, '--regid', `${account.gid}`, '--clear-groups'];
    prefix.push('--inh-caps', keep, '--ambient-caps', keep, '--bounding-set', keep, '--securebits', '+no_setuid_fixup');
    if (spawnSync('setpriv', [...prefix, 'true']).status === 0)
      return { command: (program, args) => ['setpriv', [...prefix, program, ...args]], options: {} };
  }
  throw new Error(
    `Started as root, but account ${account.name} cannot reach ${hidden.join(', ')}. Move the data folder, start as an ordinary user, or set DATABASE_URL.`,
  );
}
