import type { Fault } from '@relais/platform';
import type { BrickDraft } from './brick-file.rules.js';
import { assembleBrick } from './brick.rules.js';
import type { BrickContent, LineSettings } from './content.js';
import type { FileFaults } from './file-faults.js';
import type { BrickFileName } from './file-name.rules.js';

export interface BrickFile {
  name: BrickFileName;
  draft: BrickDraft | null;
  faults: FileFaults;
}

/**
 * Puts the files of one brick (one slug) together and notes what stands between them.
 * @returns the brick, or none when a file has faults.
 */
export function readBrick(files: BrickFile[], line: Partial<LineSettings>, remarks: Fault[]): BrickContent[] {
  const [first] = files;
  if (!first) return [];
  const { slug, position, number } = first.name;
  for (const { name, faults } of files) {
    if (name.position !== position)
      faults.at(
        1,
        `the number ${name.number} is not that of ${first.name.file}`,
        'give all files of a brick the same number, and each brick its own slug',
      );
    const twin = files.find((f) => f.name.locale === name.locale);
    if (twin?.name !== name)
      faults.at(
        1,
        `the brick \`${slug}\` already has a file in ${name.locale}: ${twin?.name.file}`,
        'keep one of the two, or rename one',
      );
  }
  // Without a readable line.yaml the file that says `kind` is taken for the master, so that the rest can be checked.
  const master = files.find((f) =>
    line.locale === undefined ? f.draft?.kind !== undefined : f.name.locale === line.locale,
  );
  if (!master) {
    if (line.locale !== undefined)
      first.faults.at(
        1,
        `the brick has no file in ${line.locale}, the language of its line`,
        `add ${number}-${slug}.${line.locale}.md`,
      );
    return [];
  }
  if (!master.draft) return [];
  const translations = files.filter((f) => f !== master).flatMap((f) => f.draft ?? []);
  const brick = assembleBrick({ slug, position, mode: line.mode }, master.draft, translations);
  if (!brick) return [];
  const { revision = 1 } = master.draft;
  for (const { revision: here = 1, fields, faults } of translations.filter((t) => (t.revision ?? 1) < revision)) {
    remarks.push({
      where: `${faults.path}:${fields.line('revision')}`,
      what: `outdated: revision ${here}, the master has ${revision}`,
      fix: `translate what changed, then write \`revision: ${revision}\``,
    });
  }
  return [brick];
}

/** Two bricks of a line cannot stand at the same place. */
export function refuseSharedNumbers(bricks: BrickFile[][]): void {
  const taken = new Map<number, BrickFileName>();
  for (const [first] of bricks) {
    if (!first) continue;
    const { position, number } = first.name;
    const other = taken.get(position);
    if (other)
      first.faults.at(
        1,
        `the number ${number} is already that of \`${other.slug}\``,
        'give each brick of a line its own number',
      );
    else taken.set(position, first.name);
  }
}
