import { readFile, stat } from 'node:fs/promises';
import type { FileFaults } from './file-faults.js';
import { textProblem } from './formats.rules.js';

const MOST_BYTES = 200 * 1024;

/** The text of a file with line ends as \n, or null (and a fault) when it is not a text that could be content. */
export async function readTextFile(path: string, faults: FileFaults): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    faults.at(1, 'this is not a file that can be read', 'replace it by a text file, or remove it');
    return null;
  }
  if (found.size > MOST_BYTES) {
    faults.at(
      1,
      `the file has ${Math.ceil(found.size / 1024)} KB, more than ${MOST_BYTES / 1024}`,
      'a brick takes two minutes: link to long texts from `references`',
    );
    return null;
  }
  const bytes = await readFile(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes); // drops a byte order mark
  } catch {
    const line = firstBrokenLine(bytes);
    faults.at(line, 'the file is not UTF-8', 'save it again with the encoding UTF-8');
    return null;
  }
  text = text.replace(/\r\n?/g, '\n');
  const problem = textProblem(text);
  if (problem) {
    const line = text.split('\n').findIndex((l) => textProblem(l)) + 1;
    faults.at(line, `the line holds ${problem}`, 'remove it');
    return null;
  }
  return text;
}

function firstBrokenLine(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n');
  return lines.findIndex((line) => Buffer.from(line, 'latin1').toString('utf8').includes('\ufffd')) + 1 || 1;
}
