import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const LINE = 'bench';
export const CHALLENGE = 'bench';
/** Bricks of the line: more than the longest history. */
export const BRICKS = 40;
/** The option that is right in every brick of the line, and one that is not. */
export const RIGHT = 'c';
export const WRONG = 'a';
export const POINTS = 10;

/** A quiz of the demo, in both languages: the mails and pages of the measures are as long as real ones. */
const MODEL = { line: 'first-steps', brick: '030-which-probe', slug: 'which-probe' };

/**
 * Writes a content folder: one line that speaks every day at six, whose bricks are a quiz of the demo over and over, and one
 * challenge. Templates and locales are those that Relais comes with.
 * @param root the checkout.
 */
export function writeContent(root: string, folder: string): void {
  const content = path.join(root, 'content');
  for (const part of ['tiers.yaml', 'channel-types.yaml']) cpSync(path.join(content, part), path.join(folder, part));
  write(folder, 'segments/everybody.yaml', 'name: { en: Everybody, fr: Tout le monde }\nrule: {}\n');
  write(
    folder,
    `challenges/${CHALLENGE}.yaml`,
    `name: { en: Bench, fr: Mesure }\nlines: [${LINE}]\nsegments: [everybody]\ndays: 30\nscoring:\n  - { rule: right-first-answer, points: ${POINTS} }\n`,
  );
  write(
    folder,
    `lines/${LINE}/line.yaml`,
    [
      'name: { en: First steps with Kelvane, fr: Premiers pas avec Kelvane }',
      'locale: en',
      'segments: [everybody]',
      'mode: sequence',
      'cadence:',
      '  weekdays: [mon, tue, wed, thu, fri, sat, sun]',
      '  at: "06:00"',
      '  until: "22:00"',
      'spacing: ladder',
      'status: active',
      '',
    ].join('\n'),
  );
  for (const language of ['en', 'fr']) {
    const text = readFileSync(path.join(content, 'lines', MODEL.line, `${MODEL.brick}.${language}.md`), 'utf8');
    for (let i = 1; i <= BRICKS; i++)
      write(folder, `lines/${LINE}/${String(i * 10).padStart(3, '0')}-${MODEL.slug}-${i}.${language}.md`, text);
  }
}

function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
