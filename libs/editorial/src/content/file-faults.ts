import type { Fault } from '@relais/platform';

/** Notes the faults of one file, each with its line. */
export class FileFaults {
  private readonly noted: { line: number; fault: Fault }[] = [];

  /** @param path of the file inside the content folder, with slashes. */
  constructor(readonly path: string) {}

  /** @param line from 1. */
  at(line: number, what: string, fix: string): void {
    const where = `${this.path}:${line}`;
    if (this.noted.some(({ fault }) => fault.where === where && fault.what === what)) return; // two checks, one cause
    this.noted.push({ line, fault: { where, what, fix } });
  }

  get any(): boolean {
    return this.noted.length > 0;
  }

  /** By line. */
  list(): Fault[] {
    return [...this.noted].sort((a, b) => a.line - b.line).map(({ fault }) => fault);
  }
}
