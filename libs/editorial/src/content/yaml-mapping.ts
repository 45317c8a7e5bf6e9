import { readYaml } from '@relais/platform';
import { isMap, type Node, type YAMLMap } from 'yaml';
import type { FileFaults } from './file-faults.js';

/** A YAML mapping and the line of each of its nodes in the file it came from. */
export interface YamlMapping {
  map: YAMLMap;
  lineOf(node: Node | null | undefined): number;
}

/**
 * Reads a mapping. Notes what is wrong and gives null when there is no mapping to go on with.
 * @param firstLine line of the file `text` starts at.
 */
export function readMapping(text: string, firstLine: number, faults: FileFaults): YamlMapping | null {
  const { document, problems, lineOf } = readYaml(text, firstLine);
  for (const { line, what, fix } of problems) faults.at(line, what, fix);
  if (!document) return null;
  if (document.contents === null) {
    faults.at(firstLine, 'nothing is written here', 'write `key: value` lines');
    return null;
  }
  if (!isMap(document.contents)) {
    faults.at(firstLine, 'this is not a list of `key: value` lines', 'write one `key: value` a line');
    return null;
  }
  return { map: document.contents, lineOf };
}
