/** A text by which servers say why. Patterns meet lower-case ASCII-folded text in one line, see `plainWords`. */
export interface ReasonText {
  pattern: RegExp;
  /** What it means, and who writes it when that is not everybody. */
  says: string;
}
