import { readYaml } from '@relais/platform';
import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { NotedFault } from '../content/file-faults.js';
import type { DraftDocument } from './draft-document.js';

type Path = (string | number)[];

/** Where each key of a front matter begins. @param firstLine line of the file the front matter starts at. */
export function keyLines(frontMatter: string, firstLine: number): { line: number; path: Path }[] {
  const { document, lineOf } = readYaml(frontMatter, firstLine);
  const found: { line: number; path: Path }[] = [];
  const walk = (node: Node | null | undefined, path: Path) => {
    if (isMap(node))
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const inner = [...path, String(pair.key.value)];
        found.push({ line: lineOf(pair.key), path: inner });
        walk(pair.value as Node, inner);
      }
    else if (isSeq(node)) node.items.forEach((item, i) => walk(item as Node, [...path, i]));
  };
  walk(document?.contents as Node, []);
  return found;
}

/** Path of the key a fault of the front matter is in. */
export function keyAt(
  lines: { line: number; path: Path }[],
  { line, missing }: Pick<NotedFault, 'line' | 'missing'>,
): Path {
  // prettier-ignore
  const at = lines.filter((key) => key.line <= line).at(-1)?.path ?? [];
  // A key that is not there belongs to the mapping whose first key stands at the line.
  return missing === undefined ? at : [...at.slice(0, -1), missing];
}

const OF_BRICK: Record<string, string> = {
  kind: 'kind',
  theme: 'theme',
  multiple: 'multiple',
  max_length: 'maxLength',
  day: 'plan.day',
  on: 'plan.on',
};

/**
 * The field of the draft that a key of a content file stands for, as a path such as `wordings.0.options.1.text`.
 * @param index of the wording the file says.
 */
export function fieldOf(path: Path, document: DraftDocument, index: number): string {
  const [key, at, inner, ...rest] = path;
  if (key === 'variants') {
    if (at === undefined || inner === undefined) return at === undefined ? 'variants' : `variants.${at}`;
    if (inner === 'multiple') return `variants.${at}.multiple`;
    if (rest[1] === 'right') return `variants.${at}.right`;
    const locale = document.wordings[index]!.locale;
    const { wordings = [] } = document.variants[Number(at)] ?? {};
    const own = wordings.findIndex((w) => w.locale === locale);
    const name = inner === 'question' ? 'body' : inner;
    return ['variants', at, 'wordings', own < 0 ? wordings.length : own, name, ...rest].join('.');
  }
  if (key === 'options' && inner === 'right') return 'right';
  const whole = OF_BRICK[String(key)];
  return whole ?? ['wordings', index, ...path].join('.');
}
