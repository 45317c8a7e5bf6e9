import type { Fault } from '@relais/platform';
import { readBrickFile } from '../content/brick-file.rules.js';
import { readBrick, type BrickFile } from '../content/brick-files.rules.js';
import type { BrickContent } from '../content/content.js';
import { FileFaults } from '../content/file-faults.js';
import { isLocale, LOCALE_FIX } from '../content/formats.rules.js';
import type { DraftDocument } from './draft-document.js';
import { fieldOf, keyAt, keyLines } from './draft-fields.rules.js';
import { draftFile, type DraftPlace } from './draft-files.rules.js';

export interface DraftCheck {
  /** The brick the draft describes; null while it has faults. */
  brick: BrickContent | null;
  /** Each with the path of its field, such as `wordings.0.options.1.text`. */
  faults: Fault[];
  /** Locales whose master was revised after their translation. */
  outdated: string[];
}

/**
 * Checks a draft by the rules of content files: it is written down as files, which are read as those of a folder are. So nothing can be
 * published from the editor that a folder could not hold, and the reasons are the same.
 */
export function checkDraft(document: DraftDocument, place: DraftPlace): DraftCheck {
  const master = document.wordings.find((w) => w.locale === place.master);
  const faults: Fault[] = wordingFaults(document, place.master);
  const files = document.wordings
    .map((wording, index) => ({ wording, index }))
    .filter(
      ({ wording }, i, all) =>
        isLocale(wording.locale) && all.findIndex((o) => o.wording.locale === wording.locale) === i,
    ) // prettier-ignore
    .map(({ wording, index }) => {
      const { frontMatter, body } = draftFile(document, wording, place);
      const noted = new FileFaults(wording.locale);
      const draft = readBrickFile(wording.locale, `---\n${frontMatter}---\n${body}\n`, noted);
      const bodyLine = draft?.bodyLine ?? frontMatter.split('\n').length + 2;
      const { slug, position } = place;
      const name = { file: wording.locale, number: String(position), position, slug, locale: wording.locale };
      const file: BrickFile = { name, draft, faults: noted };
      return { file, index, bodyLine, lines: keyLines(frontMatter, 2) };
    });
  const line = { mode: place.mode, locale: place.master };
  const read = master
    ? readBrick(
        files.map(({ file }) => file),
        line,
        [],
      )
    : [];
  for (const { file, index, bodyLine, lines } of files) {
    for (const noted of file.faults.byLine()) {
      const { what, fix } = noted.fault;
      const inBody = noted.line >= bodyLine;
      const where = inBody ? `wordings.${index}.body` : fieldOf(keyAt(lines, noted), document, index);
      faults.push({ where, what: inBody ? atLine(noted.line - bodyLine, what) : what, ...(fix && { fix }) });
    }
  }
  const latest = master?.revision ?? 1;
  return {
    brick: faults.length === 0 ? (read[0] ?? null) : null,
    faults,
    outdated: document.wordings.filter((w) => w !== master && w.revision < latest).map((w) => w.locale),
  };
}

function wordingFaults({ wordings }: DraftDocument, master: string): Fault[] {
  const faults: Fault[] = [];
  if (!wordings.some((w) => w.locale === master))
    faults.push({ where: 'wordings', what: `there is no text in ${master}, the language of the line`, fix: 'add it' });
  wordings.forEach(({ locale }, i) => {
    const where = `wordings.${i}.locale`;
    if (!isLocale(locale))
      faults.push({ where, what: `\`${locale.slice(0, 40)}\` is not a language`, fix: LOCALE_FIX });
    else if (wordings.findIndex((w) => w.locale === locale) !== i)
      faults.push({ where, what: `there is a text in ${locale} already`, fix: 'keep one of the two' });
  });
  return faults;
}

const atLine = (line: number, what: string): string => (line > 0 ? `line ${line + 1}: ${what}` : what);
