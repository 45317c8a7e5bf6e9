// Everything a change must pass, in the order in which faults are found cheapest. The first failure ends it.
import { spawnSync } from 'node:child_process';

/** Jest writes its totals there, for whoever counts them. */
function reportTo(file) {
  return file ? ['--', '--json', `--outputFile=${file}`] : [];
}

const STEPS = [
  ['format', 'npx', ['prettier', '--check', '.']],
  ['lint', 'npx', ['eslint', '.']],
  ['types', 'npm', ['run', '--silent', 'check:types']],
  ['boundaries', 'npx', ['depcruise', 'apps', 'libs', 'database', '--config', '.dependency-cruiser.cjs']],
  ['build', process.execPath, ['scripts/build.mjs']],
  ['content', process.execPath, ['dist/apps/cli/src/main.js', 'content', 'check']],
  ['OpenAPI file', process.execPath, ['scripts/openapi.mjs', '--check']],
  ['tests, with the migration check', 'npm', ['test', '--silent', ...reportTo(process.env.RELAIS_TEST_REPORT)]],
];

/** What only the tests read; the product refuses settings it does not know. */
const TESTERS = /^RELAIS_(TEST_|REQUIRE_|CHROMIUM$|SCREENSHOTS$)/;
const productEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !TESTERS.test(name)));

for (const [name, command, args] of STEPS) {
  process.stdout.write(`\n— ${name}\n`);
  const env = command === 'npm' ? process.env : productEnv;
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) {
    process.stderr.write(`\n${name} failed\n`);
    process.exit(status ?? 1);
  }
}
process.stdout.write('\nAll checks passed.\n');
