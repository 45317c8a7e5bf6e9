import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inFolder, soundFiles } from '../../../../test/fixtures/content/content-folder.js';
import { readContent } from './content-files.js';
import type { BrickContent, LineContent } from './content.js';
import { brickFileTexts, lineFileText } from './file-text.rules.js';
import { isVisible, textProblem } from './formats.rules.js';

const written = (line: LineContent) =>
  Object.fromEntries([
    [`lines/${line.slug}/line.yaml`, lineFileText(line)],
    ...line.bricks.flatMap((brick) =>
      [...brickFileTexts(brick)].map(([name, text]) => [`lines/${line.slug}/${name}`, text] as const),
    ),
  ]);

/** Writes the lines as files and reads them again. */
async function again(lines: LineContent[]) {
  const files = Object.assign({}, ...lines.map(written)) as Record<string, string>;
  return inFolder(files, (dir) => readContent(dir));
}

describe('content written as files', () => {
  it.each(['test/fixtures/content/sound', 'content'])('reads back the same: %s', async (folder) => {
    const { lines } = await readContent(folder);
    const read = await again(lines);
    expect(read.faults).toEqual([]);
    expect(read.lines).toEqual(lines);
  });

  it('looks like an author wrote it', async () => {
    const { lines } = await inFolder(soundFiles(), (dir) => readContent(dir));
    const files = written(lines[1]!);
    expect(files['lines/welcome/line.yaml']).toBe(`name:
  en: Welcome
  fr: Bienvenue
description:
  en: The first week.
  fr: La première semaine.
locale: en
segments: [all-sellers]
mode: sequence
start: enrolment
cadence:
  weekdays: [mon, wed, fri]
  at: "09:00"
`);
    expect(files['lines/welcome/020-which-probe.en.md']).toBe(
      readFileSync('test/fixtures/content/sound/lines/welcome/020-which-probe.en.md', 'utf8'),
    );
    expect(files['lines/welcome/010-hello.fr.md']).toContain(
      '---\ntitle: Bonjour {{rep.firstName}}\nrevision: 1\n---\nBienvenue',
    );
  });

  /** Whatever an author may write and the reader accepts. */
  // prettier-ignore
  const words = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('\n', '\n\n', ' ', '  ', '---', '- ', '# ', ': ', '|', '>', '"', "'", '\t', '\u2028', '\u0085', '…', 'null', 'true', '1e3', '{{rep.firstName}}', '\\', '%', '@', '&', '*', '!', '?')), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join('').trim())
    .filter((text) => isVisible(text) && textProblem(text) === null && !/\r/.test(text));

  it('reads back the same for any title, option, explanation and body', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, words, words, async (title, option, explanation, body) => {
        const line: LineContent = {
          slug: 'x',
          name: { en: oneLine(title) },
          description: {},
          locale: 'en',
          segments: ['s'],
          mode: 'sequence',
          start: 'slot',
          startsOn: null,
          weekdays: [1],
          at: '09:00',
          until: '18:00',
          spacing: 'ladder',
          answerWithinDays: 30,
          status: 'active',
          bricks: [],
        };
        const brick: BrickContent = {
          slug: 'y',
          position: 10,
          day: null,
          on: null,
          withdrawn: false,
          kind: 'quiz',
          theme: null,
          multiple: false,
          maxLength: null,
          right: ['a'],
          master: 'en',
          wordings: {
            en: {
              title: oneLine(title),
              body,
              options: [
                { id: 'a', text: oneLine(option) },
                { id: 'b', text: 'B' },
              ],
              explanation,
              references: [{ title: oneLine(option), url: 'https://x.example/' }],
              video: null,
              revision: 1,
            },
          },
        };
        const { lines, faults } = await again([{ ...line, bricks: [brick] }]);
        // Some of these texts may not be published (a heading, braces, …), but none may come back as another text.
        expect(faults.filter((f) => /YAML|front matter|key/.test(f.what))).toEqual([]);
        expect(lines[0]!.name).toEqual(line.name);
        if (faults.length === 0) expect(lines[0]!.bricks).toEqual([brick]);
      }),
      { numRuns: 300 },
    );
  });
});

const oneLine = (text: string) => text.replace(/\n/g, ' ').trim();
