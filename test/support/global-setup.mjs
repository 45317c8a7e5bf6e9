// Plain JavaScript: Jest loads global set-up outside its module system.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
  accessSync,
  chmodSync,
  constants,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import swc from '@swc/core';

/** Compiles the embedded server's few files beside each other, because nothing is built yet when tests start. */
async function loadEmbeddedPostgres() {
  const from = path.resolve('libs/platform/src/postgres');
  const to = path.resolve('node_modules/.cache/relais-test', `${process.pid}`);
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, 'package.json'), '{"type":"module"}');
  for (const file of readdirSync(from).filter((f) => f.endsWith('.ts') && !f.includes('spec'))) {
    const { code } = await swc.transformFile(path.join(from, file), {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    writeFileSync(path.join(to, file.replace(/\.ts$/, '.js')), code);
  }
  const loaded = await import(pathToFileURL(path.join(to, 'embedded-postgres.js')).href);
  rmSync(to, { recursive: true, force: true });
  return loaded;
}

/** RAM disk when there is one with room (containers often have 64 MB only). */
function scratch() {
  try {
    accessSync('/dev/shm', constants.W_OK);
    const fs = statfsSync('/dev/shm');
    if (fs.bavail * fs.bsize > 1e9) return '/dev/shm';
  } catch {
    // not Linux
  }
  return os.tmpdir();
}

/** A throw-away Redis for a run whose queue is Redis (RELAIS_TEST_QUEUE=redis). */
async function startRedis() {
  const url = 'redis://127.0.0.1:' + (await freePort());
  const settings = ['--bind', '127.0.0.1', '--port', new URL(url).port, '--save', '', '--databases', '16384'];
  const child = spawn('redis-server', [...settings, '--maxmemory-policy', 'noeviction', '--dir', os.tmpdir()], {
    stdio: 'ignore',
  });
  child.on('error', (error) => {
    throw new Error(`RELAIS_TEST_QUEUE=redis needs redis-server: ${error.message}`);
  });
  process.env.RELAIS_TEST_REDIS_URL = url;
  globalThis.__RELAIS_TEST_REDIS__ = child;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** One throw-away PostgreSQL for the whole run; TEST_DATABASE_URL names another server to use instead. */
export default async function globalSetup() {
  if (process.env.RELAIS_TEST_QUEUE === 'redis') await startRedis();
  if (process.env.TEST_DATABASE_URL) return;
  const { startEmbeddedPostgres } = await loadEmbeddedPostgres();
  const dir = mkdtempSync(path.join(scratch(), 'relais-test-'));
  chmodSync(dir, 0o755); // the server's account must be able to walk in
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dir, 'pg'),
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: 300 },
  });
  process.env.TEST_DATABASE_URL = server.url;
  globalThis.__RELAIS_TEST_PG__ = { server, dir };
}
