import { readFile } from 'node:fs/promises';
import type { Node } from 'yaml';
import type { Fault } from '../errors/errors.js';
import { readYaml, type YamlText } from './yaml-text.js';

/** Keys and list positions that lead to a place in the file. */
export type YamlPath = readonly (string | number)[];

/** One YAML file: its plain values, and the faults found in it, each with its line. */
export class YamlFile {
  /** undefined when the file is not YAML. */
  readonly content: unknown;
  private readonly noted: { line: number; fault: Fault }[] = [];
  private readonly yaml: YamlText;

  /** @param path of the file as faults name it. */
  constructor(
    readonly path: string,
    text: string,
  ) {
    this.yaml = readYaml(text);
    for (const { line, what, fix } of this.yaml.problems) this.note(line, what, fix);
    if (this.noted.length === 0) this.content = this.yaml.document?.toJS({ maxAliasCount: 0 });
  }

  /** The file, or null when there is none. */
  static async read(path: string): Promise<YamlFile | null> {
    try {
      return new YamlFile(path, await readFile(path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Notes a fault at a place; at the nearest one around it when the place is not written in the file. */
  fault(path: YamlPath, what: string, fix: string): void {
    this.note(this.lineOf(path), what, fix);
  }

  /** By line. */
  get faults(): Fault[] {
    return [...this.noted].sort((a, b) => a.line - b.line).map(({ fault }) => fault);
  }

  private note(line: number, what: string, fix: string): void {
    this.noted.push({ line, fault: { where: `${this.path}:${line}`, what, fix } });
  }

  private lineOf(path: YamlPath): number {
    const { document, lineOf } = this.yaml;
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document?.contents : document?.getIn(path.slice(0, length), true);
      if ((node as Node | null | undefined)?.range) return lineOf(node as Node);
    }
    return 1;
  }
}
