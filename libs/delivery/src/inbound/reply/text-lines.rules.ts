const MOST_QUOTE_MARKS = 9;
/** `>` as a person typed it, by any of its names. */
const TYPED_MARK = /^(?:[>＞]|&gt\b|&#0{0,5}62\b|&#x0{0,5}3e\b)/i;

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
    // A space sets the person's own `>` off from the marks of quotes.
    const marks = this.depth === 0 && TYPED_MARK.test(line) ? ' ' : '> '.repeat(Math.min(this.depth, MOST_QUOTE_MARKS));
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
