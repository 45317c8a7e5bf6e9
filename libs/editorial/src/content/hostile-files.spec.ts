import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { inFolder, soundFiles, type Files } from '../../../../test/fixtures/content/content-folder.js';
import { readContent } from './content-files.js';

const NAUGHTY = JSON.parse(readFileSync('test/fixtures/content/naughty-strings.json', 'utf8')) as string[];
const QUIZ = 'lines/welcome/020-which-probe.en.md';
const LINE = 'lines/welcome/line.yaml';
const sound = soundFiles();
const read = (files: Files) => inFolder(files, (dir) => readContent(dir));

/** A quiz that says `text` wherever a text can be. */
const quizSaying = (text: string) => {
  const quoted = JSON.stringify(text);
  return `---
kind: quiz
title: ${quoted}
options:
  - { id: a, text: ${quoted}, right: true }
  - { id: b, text: other }
explanation: ${quoted}
references: [{ title: ${quoted}, url: https://kelvane.example }]
---
${text}
`;
};

describe('a hostile text', () => {
  it.each(NAUGHTY.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    '%s is kept as it is, or refused with a reason',
    async (_shown, text) => {
      const { lines, faults } = await read({ [LINE]: sound[LINE]!, 'lines/welcome/010-x.en.md': quizSaying(text) });
      const brick = lines[0]!.bricks[0];
      expect(Boolean(brick)).toBe(faults.length === 0);
      for (const fault of faults)
        expect(fault).toEqual({
          where: expect.stringMatching(/^lines\/welcome\/010-x\.en\.md:\d+$/),
          what: expect.any(String),
          fix: expect.any(String),
        });
      if (brick)
        expect(brick.wordings.en).toMatchObject({
          title: text.trim(),
          explanation: text.trim(),
          options: [
            { id: 'a', text: text.trim() },
            { id: 'b', text: 'other' },
          ],
        });
    },
  );
});

describe('a hostile file', () => {
  it.each([
    ['brackets', '['.repeat(190_000)],
    ['braces', '{'.repeat(190_000)],
    ['lists in lists', '- '.repeat(90_000)],
    ['questions', '? '.repeat(90_000)],
    ['tags', '!a '.repeat(60_000)],
    [
      'a bomb of aliases',
      'a: &a [x,x,x,x,x,x,x,x,x]\n' + 'bcdefgh'.replace(/./g, (c) => `${c}: &${c} [*a,*a,*a,*a,*a,*a,*a,*a]\n`),
    ],
    ['a key that is a prototype', '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }'],
  ])('of %s is refused in good time', async (_what, yaml) => {
    const { faults } = await read({ ...sound, [LINE]: yaml, [QUIZ]: `---\n${yaml}\n---\nx` });
    expect(faults.length).toBeGreaterThan(1);
    expect(faults.length).toBeLessThan(100);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('that is a folder, a link to nothing or a link to another file never stops the others', async () => {
    await inFolder(sound, async (dir) => {
      const line = path.join(dir, 'lines/welcome');
      mkdirSync(path.join(line, '060-folder.en.md'));
      symlinkSync('/nowhere', path.join(line, '070-nothing.en.md'));
      symlinkSync(path.join(line, '010-hello.en.md'), path.join(line, '080-link.en.md'));
      const { faults, lines } = await readContent(dir);
      expect(faults.map((f) => f.where)).toEqual([
        'lines/welcome/060-folder.en.md',
        'lines/welcome/070-nothing.en.md:1',
      ]);
      expect(lines[1]!.bricks.map((b) => b.slug)).toContain('link'); // mounted configuration consists of links
    });
  });

  it('of any bytes is read or refused, never fatal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(QUIZ, LINE), async (bytes, file) => {
        const { faults } = await read({ ...sound, [file]: Buffer.from(bytes) });
        expect(faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('cut off anywhere is read or refused, never fatal', async () => {
    const whole = sound[QUIZ]!;
    for (let end = 0; end < whole.length; end += 7) {
      const { faults } = await read({ [LINE]: sound[LINE]!, [QUIZ]: whole.slice(0, end) });
      for (const fault of faults) expect(fault.where).toContain('lines/welcome/');
    }
  });
});
