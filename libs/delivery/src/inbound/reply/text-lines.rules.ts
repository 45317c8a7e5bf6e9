const MOST_QUOTE_MARKS = 9;

/** Lines of text as they grow, each with the quote marks of its depth. */
export class TextLines {
  preformatted = false;
  private depth = 0;
  private readonly lines: string[] = [];
  private parts: string[] = [];
  private paragraphOpen = false;

  /** Adds words to the line; unless preformatted, spaces and line ends are one space and none begins a line. */
  write(text: string): void {
    if (this.preformatted) {
      const [first, ...others] = text.split(/\r?\n/);
      if (first) this.parts.push(first);
      for (const other of others) {
        this.endLine();
        if (other) this.parts.push(other);
      }
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    const last = this.parts[this.parts.length - 1];
    const added = last === undefined || last.endsWith(' ') ? words.trimStart() : words;
    if (added !== '') this.parts.push(added);
  }

  endLine(): void {
    const line = this.parts.join('').trimEnd();
    const marks = '> '.repeat(Math.min(this.depth, MOST_QUOTE_MARKS));
    this.lines.push(`${marks}${line}`.trimEnd());
    this.parts = [];
    this.paragraphOpen = line !== '';
  }

  /** Ends the line unless it is empty. */
  closeLine(): void {
    if (this.parts.length > 0) this.endLine();
  }

  /** Ends the line and leaves one blank line. */
  endParagraph(): void {
    this.closeLine();
    if (this.paragraphOpen) this.endLine();
  }

  addLine(line: string): void {
    this.closeLine();
    this.parts.push(line);
    this.endLine();
  }

  /** Quotes what follows one mark more, or one less. */
  quote(more: 1 | -1): void {
    this.depth = Math.max(0, this.depth + more);
  }

  text(): string {
    this.closeLine();
    return this.lines.join('\n');
  }
}
