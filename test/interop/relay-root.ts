import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where fetch-relays.sh puts the servers. */
const CACHE = path.resolve('node_modules/.cache/relays');
const FETCHED = existsSync(path.join(CACHE, 'root/.complete'));
/** The servers change to users of their own and into a folder of their own, which only root may do. */
const isRoot = process.getuid?.() === 0;

/** Why the servers cannot run here; null: they can. CI must have them (RELAIS_REQUIRE_RELAYS); elsewhere their tests are left out, and say so. */
export const missingRelays = !FETCHED
  ? 'run test/interop/fetch-relays.sh on Debian or Ubuntu first'
  : !isRoot
    ? 'only root can start the servers'
    : null;
if (missingRelays && process.env.RELAIS_REQUIRE_RELAYS)
  throw new Error(`RELAIS_REQUIRE_RELAYS is set, but: ${missingRelays}`);

/** `describe` for tests that need the servers. */
export const describeWithRelays = ((name: string, tests: () => void) =>
  missingRelays
    ? describe(`${name} (left out: ${missingRelays})`, () => it.skip('needs the servers', () => undefined))
    : describe(name, tests)) as (name: string, tests: () => void) => void;

/** Users of the servers, in their own folder only; the numbers are free on ordinary machines. */
export const USERS = {
  root: 0,
  'Debian-exim': 4901,
  postfix: 4902,
  opensmtpd: 4903,
  opensmtpq: 4904,
  postdrop: 4905,
  nobody: 65534,
} as const;
export type RelayUser = keyof typeof USERS;

/** The file system of one server: the programs, and what belongs to one run. */
export class RelayRoot {
  readonly dir: string;

  constructor(name: string) {
    this.dir = path.join(CACHE, 'runs', `${name}-${process.pid}-${Math.round(performance.now() * 1_000)}`);
    mkdirSync(path.dirname(this.dir), { recursive: true });
    run('cp', '-al', path.join(CACHE, 'root'), this.dir); // links: the programs are there once
    const accounts = Object.entries(USERS);
    this.write('etc/passwd', accounts.map(([user, id]) => `${user}:x:${id}:${id}::/:/bin/false\n`).join(''));
    this.write('etc/group', accounts.map(([user, id]) => `${user}:x:${id}:\n`).join(''));
    this.write('etc/hosts', '127.0.0.1 localhost\n');
    this.write('etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\nservices: files\n');
    this.write('etc/services', 'smtp 25/tcp\nlmtp 24/tcp\n');
    this.write('etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    for (const [name, minor] of [
      ['null', 3],
      ['random', 8],
      ['urandom', 9],
    ] as const)
      if (!existsSync(path.join(this.dir, 'dev', name)))
        run('mknod', '-m', '666', path.join(this.dir, 'dev', name), 'c', '1', `${minor}`);
    for (const [kind, mode] of [
      ['certificate', 0o644],
      ['key', 0o600],
    ] as const)
      this.write(`etc/${kind}.pem`, readFileSync(`test/fixtures/smtp-sink/${kind}.pem`, 'utf8'), mode);
  }

  /** A file of this run alone: what is there is replaced, not written into, since it may be a link to the original. */
  write(file: string, text: string, mode = 0o644, owner: RelayUser = 'root'): void {
    const full = path.join(this.dir, file);
    mkdirSync(path.dirname(full), { recursive: true });
    rmSync(full, { force: true });
    writeFileSync(full, text);
    chmodSync(full, mode);
    chownSync(full, USERS[owner], USERS[owner]);
  }

  folder(name: string, owner: RelayUser, mode = 0o700, group: RelayUser = owner): void {
    const full = path.join(this.dir, name);
    mkdirSync(full, { recursive: true });
    chownSync(full, USERS[owner], USERS[group]);
    chmodSync(full, mode);
  }

  read(file: string): string {
    const full = path.join(this.dir, file);
    return existsSync(full) ? readFileSync(full, 'utf8') : '';
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
}
