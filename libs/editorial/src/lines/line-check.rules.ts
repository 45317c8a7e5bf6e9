import type { Fault } from '@relais/platform';
import type { LineSettings } from '../content/content.js';
import { FileFaults } from '../content/file-faults.js';
import { lineFileText } from '../content/file-text.rules.js';
import { isSlug, SLUG_FIX } from '../content/formats.rules.js';
import { readLineFile } from '../content/line-file.rules.js';
import { keyAt, keyLines } from '../drafts/draft-fields.rules.js';

const NAMES: Record<string, string> = { starts: 'startsOn', answer_within_days: 'answerWithinDays' };

/**
 * Checks the settings of a line by the rules of line.yaml: they are written down as that file and read as one.
 * @param knownSegments slugs a line may name.
 * @returns every fault with its field, such as `name.fr`, `weekdays` or `until`.
 */
export function checkLine(line: LineSettings, knownSegments: ReadonlySet<string>): Fault[] {
  const text = lineFileText(line);
  const noted = new FileFaults('line.yaml');
  readLineFile(line.slug, text, noted, knownSegments);
  const lines = keyLines(text, 1);
  const faults = noted.byLine().map((one) => {
    const [key, ...rest] = keyAt(lines, one).map(String);
    const where = key === 'cadence' ? rest : [NAMES[key ?? ''] ?? key, ...(key === 'segments' ? [] : rest)];
    return { ...one.fault, where: where.join('.') };
  });
  return isSlug(line.slug) ? faults : [{ where: 'slug', what: 'cannot be a slug', fix: SLUG_FIX }, ...faults];
}
