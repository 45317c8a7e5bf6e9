import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './process.js';

/** Is a Dovecot installed? CI must have one (RELAIS_REQUIRE_IMAP); elsewhere its tests are left out, and say so. */
export const hasDovecot = spawnSync('dovecot', ['--version']).status === 0;
if (!hasDovecot && process.env.RELAIS_REQUIRE_IMAP)
  throw new Error('RELAIS_REQUIRE_IMAP is set, but there is no dovecot');

/** `describe` for tests that need an IMAP server. */
export const describeWithImap: typeof describe = hasDovecot
  ? describe
  : (((name: string, tests: () => void) =>
      describe.skip(`${name} (left out: no dovecot on this machine)`, tests)) as typeof describe);

const NOBODY = 65_534;
export const IMAP_PASSWORD = 'pass/word:secret@1';

/** An IMAP server for one test file: any user, one password, a mailbox each. */
export class TestDovecot {
  private count = 0;

  private constructor(
    readonly port: number,
    private readonly dir: string,
    private readonly uid: number,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<TestDovecot> {
    const [port, plain] = [await freePort(), await freePort()];
    const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-imap-'));
    const { uid, gid, username } = os.userInfo();
    // Mail belongs to no root; the server refuses it.
    const owner = uid === 0 ? NOBODY : uid;
    const [mailUid, mailGid] = uid === 0 ? [NOBODY, NOBODY] : [uid, gid];
    for (const name of ['run', 'mail']) mkdirSync(path.join(dir, name));
    chmodSync(dir, 0o755);
    chownSync(path.join(dir, 'mail'), mailUid, mailGid);
    const fixtures = path.resolve('test/fixtures/smtp-sink');
    writeFileSync(
      path.join(dir, 'dovecot.conf'),
      `base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${fixtures}/certificate.pem
ssl_key = <${fixtures}/key.pem
disable_plaintext_auth = no
auth_username_format = %n
mail_location = maildir:${dir}/mail/%n
default_internal_user = ${username}
default_login_user = ${uid === 0 ? 'nobody' : username}
default_internal_group = ${uid === 0 ? 'root' : spawnSync('id', ['-gn']).stdout.toString().trim()}
first_valid_uid = 1
passdb {
  driver = static
  args = password=${IMAP_PASSWORD}
}
userdb {
  driver = static
  args = uid=${mailUid} gid=${mailGid} home=${dir}/mail/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${plain}
  }
  inet_listener imaps {
    port = ${port}
  }
}
service anvil {
  chroot =
}
`,
    );
    const server = new TestDovecot(port, dir, owner, run(dir));
    await server.ready();
    return server;
  }

  url(user: string, { password = IMAP_PASSWORD, options = '' } = {}): string {
    const secret = encodeURIComponent(password);
    return `imaps://${encodeURIComponent(user)}:${secret}@127.0.0.1:${this.port}/INBOX?certificate=unchecked${options}`;
  }

  /** Puts a mail into somebody's mailbox, as a mail server does. */
  deliver(user: string, raw: Buffer): void {
    const box = path.join(this.dir, 'mail', user);
    for (const part of ['', 'tmp', 'cur', 'new']) {
      mkdirSync(path.join(box, part), { recursive: true });
      chownSync(path.join(box, part), this.uid, this.uid);
    }
    const file = path.join(box, 'new', `${Date.now()}.${++this.count}.test`);
    writeFileSync(file, raw);
    chownSync(file, this.uid, this.uid);
  }

  /** The mails of a folder, each as its flags: `S` seen; `-` none. */
  flags(user: string, folder = ''): string[] {
    const box = path.join(this.dir, 'mail', user, folder && `.${folder}`);
    const files = ['new', 'cur'].flatMap((part) => readdirSync(path.join(box, part)));
    return files.map((name) => /:2,([A-Za-z]*)/.exec(name)?.[1] || '-').sort();
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }

  async restart(): Promise<void> {
    this.child = run(this.dir);
    await this.ready();
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const open = await new Promise<boolean>((resolve) => {
        const socket = connect(this.port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
        socket.on('error', () => resolve(false));
      });
      if (open) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('dovecot does not start');
  }
}

const run = (dir: string): ChildProcess =>
  spawn('dovecot', ['-F', '-c', path.join(dir, 'dovecot.conf')], { stdio: 'ignore' });
