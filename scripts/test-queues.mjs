// The suite on each queue: none, BullMQ on PostgreSQL, BullMQ on Redis. What follows -- goes to Jest (--selectProjects rooms, a path).
import { spawnSync } from 'node:child_process';

const rest = process.argv.slice(2);
for (const queue of ['none', 'postgres', 'redis']) {
  process.stdout.write(`\n— queue: ${queue}\n`);
  const env = { ...process.env, RELAIS_TEST_QUEUE: queue };
  const { status } = spawnSync('npm', ['test', '--silent', '--', ...rest], { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
