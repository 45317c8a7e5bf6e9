// Builds when a source is newer than the last build; with --clean from nothing. Files are replaced in place, so that a program that runs
// from an older build still finds what it has not loaded yet. Says nothing on stdout: a command's output may be piped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const STAMP = 'dist/.built';
const SOURCES = ['apps', 'libs', 'database', 'bench', 'faults', 'nest-cli.json', 'tsconfig.json', 'package-lock.json'];

function newest(entry) {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    stat.mtimeMs,
    ...readdirSync(entry)
      .filter((name) => name !== 'node_modules')
      .map((name) => newest(path.join(entry, name))),
  );
}

if (process.argv.includes('--clean')) rmSync('dist', { recursive: true, force: true });
const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (built < Math.max(...SOURCES.map(newest))) {
  const started = new Date();
  const { status } = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, started, started); // a source saved during the build is newer than this
}
