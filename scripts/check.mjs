// Everything a change must pass, in the order in which faults are found cheapest. The first failure ends it.
import { spawnSync } from 'node:child_process';

/** Jest writes its totals there, for whoever counts them. */
function reportTo(file) {
  return file ? ['--', '--json', `--outputFile=${file}`] : [];
}

const STEPS = [
  ['format', 'npx', ['prettier', '--check', '.']],
  ['lint', 'npx', ['eslint', '.']],
  ['types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['boundaries', 'npx', ['depcruise', 'apps', 'libs', 'database', '--config', '.dependency-cruiser.cjs']],
  ['build', process.execPath, ['scripts/build.mjs']],
  ['content', process.execPath, ['dist/apps/cli/src/main.js', 'content', 'check']],
  ['OpenAPI file', process.execPath, ['scripts/openapi.mjs', '--check']],
  ['tests, with the migration check', 'npm', ['test', '--silent', ...reportTo(process.env.RELAIS_TEST_REPORT)]],
];

for (const [name, command, args] of STEPS) {
  process.stdout.write(`\n— ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`\n${name} failed\n`);
    process.exit(status ?? 1);
  }
}
process.stdout.write('\nAll checks passed.\n');
