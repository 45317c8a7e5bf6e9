import { readFileSync } from 'node:fs';
import { readMessage } from '../message.js';
import { readBounce } from './read-bounce.rules.js';

interface Row {
  file: string;
  recipients: { recipient: string; category: string; reason: string }[];
}

const folder = new URL('../../../../../test/fixtures/bounces/', import.meta.url);
const rows = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Row[];

async function answersFor(file: string): Promise<Record<string, string>> {
  const report = readBounce(await readMessage(readFileSync(new URL(file, folder))));
  const natureOf = (kind: string): string => (report?.nature === 'bounce' ? kind : String(report?.nature));
  const pairs = (report?.recipients ?? []).map((r) => [
    r.address ?? '',
    natureOf(r.class).replace('policy', 'sender-or-policy'),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

describe('bounces that mail servers wrote', () => {
  it.each(rows.map((row) => [row.file, row] as const))('%s', async (file, row) => {
    const expected = Object.fromEntries(row.recipients.map(({ recipient, category }) => [recipient, category]));
    expect(await answersFor(file)).toEqual(expected);
  });
});
