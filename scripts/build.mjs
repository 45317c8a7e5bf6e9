// Builds what is older than its sources: the server, and the web app; with --clean from nothing. Files are replaced in place, so that a
// program that runs from an older build still finds what it has not loaded yet. Says nothing on stdout: a command's output may be piped.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const WEB = path.join('apps', 'web');
const PARTS = [
  {
    stamp: 'dist/.built',
    sources: ['apps', 'libs', 'database', 'bench', 'faults', 'nest-cli.json', 'tsconfig.json', 'package-lock.json'],
    leaveOut: WEB,
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
  },
  {
    stamp: 'dist/.built-web',
    // The pages of reps have the look of the pages that the server writes.
    sources: [WEB, 'content/templates/pages/style.css', 'package-lock.json'],
    command: ['node_modules/vite/bin/vite.js', 'build', WEB, '--config', `${WEB}/vite.config.ts`, '--logLevel', 'warn'],
  },
];

function newest(entry, leaveOut) {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat || entry === leaveOut) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    stat.mtimeMs,
    ...readdirSync(entry)
      .filter((name) => name !== 'node_modules')
      .map((name) => newest(path.join(entry, name), leaveOut)),
  );
}

/** Resolves to the exit code. */
function build({ stamp, sources, leaveOut, command }) {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built >= Math.max(...sources.map((source) => newest(source, leaveOut)))) return 0;
  const started = new Date();
  // Asked for by a test, React would come in its form for development: twice the size, and slower.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', process.stderr, process.stderr] });
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      if (code === 0) {
        mkdirSync('dist', { recursive: true });
        writeFileSync(stamp, '');
        utimesSync(stamp, started, started); // a source saved during the build is newer than this
      }
      resolve(code ?? 1);
    }),
  );
}

if (process.argv.includes('--clean')) rmSync('dist', { recursive: true, force: true });
const codes = await Promise.all(PARTS.map(build));
process.exit(Math.max(...codes));
