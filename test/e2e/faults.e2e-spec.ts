import { spawnSync } from 'node:child_process';
import { build } from '../support/process.js';

/** Rows that together take about half a minute. `npm run faults` runs them all, with more mails and more kills. */
const QUICK = [
  'worker-killed-none',
  'poison-rcpt',
  'clients',
  'control-send-then-mark',
  'control-mark-then-send',
  'control-no-unique-key',
];

describe('faults, the quick part of the table', () => {
  it('keeps every promise and catches every control', () => {
    build();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--enable-source-maps', 'dist/faults/main.js', '--quick', '--only', QUICK.join(',')],
      { encoding: 'utf8', timeout: 280_000 },
    );
    // The report says what was broken: it is the message of a failure.
    expect({ status, report: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, report: '' });
    expect(stdout).toContain(`${QUICK.length} of ${QUICK.length} rows in order`);
  }, 300_000);
});
