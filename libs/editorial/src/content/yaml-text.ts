import { isAlias, isMap, LineCounter, parseDocument, visit, type Node, type YAMLMap } from 'yaml';
import type { FileFaults } from './file-faults.js';

/** A YAML mapping and the line of each of its nodes in the file it came from. */
export interface YamlText {
  map: YAMLMap;
  lineOf(node: Node | null | undefined): number;
}

/** A parser that recurses must not be led deeper than this: no content file nests more than four levels. */
const MAX_DEPTH = 40;
const MAX_FAULTS = 10;
const RUN_OF_MARKERS = new RegExp(String.raw`^(?:[ \t]*[-?:](?=[ \t])){${MAX_DEPTH}}`, 'm');

/**
 * Parses a mapping (YAML 1.2: `on`, `no` and dates are plain text). Notes what is wrong and gives null when there is no
 * mapping to go on with.
 * @param firstLine line of the file `text` starts at.
 */
export function parseYaml(text: string, firstLine: number, faults: FileFaults): YamlText | null {
  if (deepestBracket(text) > MAX_DEPTH || RUN_OF_MARKERS.test(text)) {
    faults.at(
      firstLine,
      'the YAML is nested too deeply to be read',
      'close every [ and {, and put texts with brackets in quotes',
    );
    return null;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => firstLine - 1 + lines.linePos(offset).line;
  const lineOf = (node: Node | null | undefined) => lineAt(node?.range?.[0] ?? 0);

  for (const error of [...document.errors, ...document.warnings].slice(0, MAX_FAULTS)) {
    faults.at(
      lineAt(error.pos[0]),
      `not valid YAML: ${sentence(error.message)}`,
      FIXES[error.code] ?? 'put texts in quotes and check the spaces at the start of the line',
    );
  }
  if (document.errors.length > 0) return null; // what a half-understood file holds would only be guessed
  if (document.contents === null) {
    faults.at(firstLine, 'nothing is written here', 'write `key: value` lines');
    return null;
  }
  if (!isMap(document.contents)) {
    faults.at(firstLine, 'this is not a list of `key: value` lines', 'write one `key: value` a line');
    return null;
  }
  visit(document, (_key, node) => {
    if (isAlias(node))
      faults.at(
        lineOf(node),
        `the reference *${node.source} is not allowed here`,
        'write the text itself, or put it in quotes if it starts with *',
      );
  });
  return { map: document.contents, lineOf };
}

const FIXES: Partial<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'put a text that holds a colon in quotes: title: "Monday: the call"',
  UNEXPECTED_TOKEN: 'put a text that starts with {, [ or a quote in quotes',
  BAD_SCALAR_START: 'put a text that starts with a special character in quotes',
  DUPLICATE_KEY: 'keep one of the two',
  MISSING_CHAR: 'close the quote or bracket',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'line the keys up: the same number of spaces for the same level',
  TAG_RESOLVE_FAILED: 'put a text that starts with ! in quotes',
  BAD_ALIAS: 'put a text that starts with & or * in quotes',
};

function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
