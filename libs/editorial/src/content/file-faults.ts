import type { Fault } from '@relais/platform';

/** A fault and the line it is in; `missing`: the key that is not there, of the mapping that begins at this line. */
export interface NotedFault {
  line: number;
  fault: Fault;
  missing?: string;
}

/** Notes the faults of one file, each with its line. */
export class FileFaults {
  private readonly noted: NotedFault[] = [];

  /** @param path of the file inside the content folder, with slashes. */
  constructor(readonly path: string) {}

  /** @param line from 1. @param missing the key the mapping at this line lacks. */
  at(line: number, what: string, fix: string, missing?: string): void {
    const where = `${this.path}:${line}`;
    if (this.noted.some(({ fault }) => fault.where === where && fault.what === what)) return; // two checks, one cause
    this.noted.push({ line, fault: { where, what, fix }, ...(missing !== undefined && { missing }) });
  }

  get any(): boolean {
    return this.noted.length > 0;
  }

  /** By line. */
  list(): Fault[] {
    return this.byLine().map(({ fault }) => fault);
  }

  /** By line, with what is needed to find the field. */
  byLine(): NotedFault[] {
    return [...this.noted].sort((a, b) => a.line - b.line);
  }
}
