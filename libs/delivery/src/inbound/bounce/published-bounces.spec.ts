import { readFileSync } from 'node:fs';
import { readMessage } from '../message.js';
import { readBounce } from './read-bounce.rules.js';

interface Row {
  file: string;
  recipients: { recipient: string; category: string; reason: string }[];
}

const folder = new URL('../../../../../test/fixtures/bounces/', import.meta.url);
const rows = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Row[];

/** Where we answer otherwise than the derived expectation, and why. */
const OTHERWISE: Record<string, { answers: Record<string, string>; because: string }> = {
  'lhost-domino-03.eml': {
    answers: { 'kijitora@neko.example.org': 'soft' },
    because: 'the returned mail and the status part name .org; only the anonymised text names .com',
  },
  'rfc3464-01.eml': {
    answers: { 'userunknown@bouncehammer.jp': 'hard' },
    because: 'the receiving server says 550 5.1.1 User Unknown; the text about disk space names somebody else',
  },
  'lhost-x2-02.eml': {
    answers: {
      'kijitora@example.com': 'hard',
      'mikeneko@example.com': 'soft',
      'sabineko@example.com': 'hard',
    },
    because: "Yahoo's words for an address that does not exist are clear",
  },
};

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
    expect(await answersFor(file)).toEqual(OTHERWISE[file]?.answers ?? expected);
  });
});
