import type { Fault } from '@relais/platform';
import { LineCounter, parseDocument, type Document } from 'yaml';

type Path = readonly (string | number)[];

const FORMAT = 'see content/README.md for the format';

/** One YAML file: its plain values, and the faults found in it, each with its line. */
export class YamlSource {
  private readonly noted: { line: number; fault: Fault }[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document;
  /** undefined when the file is not YAML. */
  readonly content: unknown;

  /** @param path of the file as faults name it. */
  constructor(
    private readonly path: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    for (const { message, pos } of [...this.document.errors, ...this.document.warnings].slice(0, 10)) {
      this.note(
        this.lines.linePos(pos[0]).line,
        `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        FORMAT,
      );
    }
    if (this.noted.length > 0) return;
    try {
      this.content = this.document.toJS({ maxAliasCount: 0 });
    } catch {
      this.note(1, 'an alias (*name) is used', 'write the values out');
    }
  }

  /** Notes a fault at a place; at the nearest one around it when the place is not written in the file. */
  fault(path: Path, what: string, fix: string): void {
    this.note(this.lineOf(path), what, fix);
  }

  /** By line. */
  get faults(): Fault[] {
    return [...this.noted].sort((a, b) => a.line - b.line).map(({ fault }) => fault);
  }

  private note(line: number, what: string, fix: string): void {
    this.noted.push({ line, fault: { where: `${this.path}:${line}`, what, fix } });
  }

  private lineOf(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
      if (range) return this.lines.linePos(range[0]).line;
    }
    return 1;
  }
}
