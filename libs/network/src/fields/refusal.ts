/** Why a text cannot be taken as it is, and what would be taken instead. */
export class Refusal {
  constructor(
    readonly reason: string,
    readonly fix: string,
  ) {}
}

/** A value read from a text, or why there is none. */
export type Reading<Value = string> = Value | Refusal;
