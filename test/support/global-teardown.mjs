import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  globalThis.__RELAIS_TEST_REDIS__?.kill('SIGKILL');
  const running = globalThis.__RELAIS_TEST_PG__;
  if (!running) return;
  await running.server.stop();
  rmSync(running.dir, { recursive: true, force: true });
}
