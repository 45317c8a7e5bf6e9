import { isAlias, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

/** Something wrong with a text that should be YAML. */
export interface YamlProblem {
  /** From 1, in the file the text stands in. */
  line: number;
  what: string;
  fix: string;
}

/** A YAML text of which every node knows its line. */
export interface YamlText {
  /** Null where a half-understood text would only be guessed at. */
  document: Document | null;
  problems: YamlProblem[];
  /** Line of a node, from 1; of the start of the text for none. */
  lineOf(node: Node | null | undefined): number;
}

/** A parser that recurses must not be led deeper than this: no file of ours nests more than ten levels. */
const MAX_DEPTH = 40;
const MAX_PROBLEMS = 10;
const RUN_OF_MARKERS = new RegExp(String.raw`^(?:[ \t]*[-?:](?=[ \t])){${MAX_DEPTH}}`, 'm');
const FORMATS = 'the formats are in content/README.md';

/**
 * Parses YAML 1.2 (`on`, `no` and dates are plain text) that anybody may have written: what nests without end is refused before it is
 * parsed, and aliases are refused, because a few lines of them stand for gigabytes.
 * @param firstLine line of the file at which `text` starts.
 */
export function readYaml(text: string, firstLine = 1): YamlText {
  if (deepestBracket(text) > MAX_DEPTH || RUN_OF_MARKERS.test(text)) {
    const what = 'the YAML is nested too deeply to be read';
    const fix = 'close every [ and {, and put texts with brackets in quotes';
    return { document: null, problems: [{ line: firstLine, what, fix }], lineOf: () => firstLine };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => firstLine - 1 + lines.linePos(offset).line;
  const lineOf = (node: Node | null | undefined) => lineAt(node?.range?.[0] ?? 0);
  const problems = [...document.errors, ...document.warnings].map(({ code, message, pos }): YamlProblem => ({
    line: lineAt(pos[0]),
    what: `not valid YAML: ${sentence(message)}`,
    fix: `${FIXES[code] ?? 'put texts in quotes and check the spaces at the start of the line'}; ${FORMATS}`,
  }));
  visit(document, (_key, node) => {
    if (!isAlias(node)) return;
    const fix = 'write the text itself, or put it in quotes if it starts with *';
    problems.push({ line: lineOf(node), what: `the alias *${node.source} is not allowed here`, fix });
  });
  return { document: document.errors.length > 0 ? null : document, problems: problems.slice(0, MAX_PROBLEMS), lineOf };
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
