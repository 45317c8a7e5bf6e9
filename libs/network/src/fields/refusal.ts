/** Why a text cannot be taken as it is, and what would be taken instead. */
export class Refusal {
  private readonly fixing: string | (() => string);

  /** @param fix a function where the search for what was meant takes time: it runs only if somebody wants to read it. */
  constructor(
    readonly reason: string,
    fix: string | (() => string),
  ) {
    this.fixing = fix;
  }

  get fix(): string {
    return typeof this.fixing === 'string' ? this.fixing : this.fixing();
  }
}

/** A value read from a text, or why there is none. */
export type Reading<Value = string> = Value | Refusal;
