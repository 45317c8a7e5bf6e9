/** Chance that repeats: the same seed gives the same numbers (Mulberry32 by Tommy Ettinger, public domain). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** A chance of its own for something with a name, so that one row run alone meets the same as in a whole run. */
  static of(seed: number, name: string): Chance {
    let state = seed | 0;
    for (const char of name) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193);
    return new Chance(state);
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `from` to `to`, both possible. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** A seed for somebody else. */
  seed(): number {
    return this.between(1, 2 ** 31 - 1);
  }
}
