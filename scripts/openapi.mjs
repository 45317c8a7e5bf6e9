// Writes apps/api/openapi.json from the running door, or with --check tells whether the committed file is still true.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const FILE = 'apps/api/openapi.json';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const port = await freePort();
const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-openapi-'));
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  PORT: String(port),
  RELAIS_DEMO: '0',
  RELAIS_DATA_DIR: dir,
  RELAIS_PUBLIC_URL: 'http://localhost:3000',
};
const app = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
let document;
for (let i = 0; i < 300 && !document && app.exitCode === null; i++) {
  document = await fetch(`http://localhost:${port}/api/openapi.json`).then(
    (response) => (response.ok ? response.json() : undefined),
    () => undefined,
  );
  if (!document) await new Promise((resolve) => setTimeout(resolve, 100));
}
app.kill('SIGTERM');
await new Promise((resolve) => app.on('exit', resolve));
rmSync(dir, { recursive: true, force: true });
if (!document) throw new Error('the door gave no OpenAPI document');

const text = `${JSON.stringify(document, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error(`${FILE} is out of date: run \`npm run openapi\` and commit it.`);
    process.exit(1);
  }
} else {
  writeFileSync(FILE, text);
}
