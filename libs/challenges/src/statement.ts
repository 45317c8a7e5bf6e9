import type { CompiledSegment } from '@relais/network';

/** The values of a statement that is put together from parts; each part binds its own. */
export class Parameters {
  readonly values: unknown[];

  /** @param first values of the placeholders $1, $2, … that the text already uses. */
  constructor(...first: unknown[]) {
    this.values = first;
  }

  /** Adds a value and gives its placeholder. */
  readonly bind = (value: unknown): string => `$${this.values.push(value)}`;

  /** Adds what was compiled for the next free placeholder and gives its SQL. */
  embed(compile: (firstParameter: number) => CompiledSegment): string {
    const { sql, parameters } = compile(this.values.length + 1);
    this.values.push(...parameters);
    return sql;
  }
}
