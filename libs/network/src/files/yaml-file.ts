import { readFile } from 'node:fs/promises';
import type { Fault } from '@relais/platform';
import { LineCounter, parseDocument, type Document } from 'yaml';

/** Keys and list positions that lead to a place in the file. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that remembers the line of everything in it. */
export class YamlFile {
  readonly faults: Fault[] = [];
  /** Plain values; undefined when the file is not YAML. */
  readonly content: unknown;

  private constructor(
    readonly file: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {
    for (const error of document.errors) {
      const [what = 'is not YAML'] = error.message.split('\n');
      const line = error.linePos?.[0].line ?? 1;
      this.faults.push({
        where: `${file}:${line}`,
        what: what.replace(/ at line \d+, column \d+:?$/, ''),
        fix: 'see content/README.md for the format',
      });
    }
    if (this.faults.length === 0) this.content = this.plain();
  }

  /** The file, or null when there is none. */
  static async read(file: string): Promise<YamlFile | null> {
    try {
      const text = await readFile(file, 'utf8');
      const lines = new LineCounter();
      return new YamlFile(file, parseDocument(text, { lineCounter: lines }), lines);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Notes a fault at a place, or at the nearest one above it that is written in the file. */
  fault(path: YamlPath, what: string, fix: string): void {
    this.faults.push({ where: `${this.file}:${this.lineOf(path)}`, what, fix });
  }

  private lineOf(path: YamlPath): number {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
      if (range) return this.lines.linePos(range[0]).line;
    }
    return 1;
  }

  private plain(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      this.faults.push({
        where: `${this.file}:1`,
        what: (error as Error).message,
        fix: 'write the values out instead of using aliases',
      });
      return undefined;
    }
  }
}
