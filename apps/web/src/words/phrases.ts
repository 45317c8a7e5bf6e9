/** A reason of the server in another language, by its English text: `{0}`, `{1}` stand for what differs from case to case. */
export type PhraseTable = Readonly<Record<string, string>>;

interface Pattern {
  finds: RegExp;
  says: string;
  /** Letters that are the same in every case: the more, the surer. */
  fixed: number;
}

/** Says English phrases in the language of a table; what is in no table stays as it is. */
export class Phrases {
  private readonly patterns: Pattern[];

  constructor(private readonly table: PhraseTable) {
    this.patterns = Object.entries(table)
      .filter(([english]) => HOLE.test(english))
      .map(([english, says]) => ({ finds: patternOf(english), says, fixed: english.replace(HOLES, '').length }))
      .sort((a, b) => b.fixed - a.fixed);
  }

  /** @param depth how far inside another phrase: what fills a hole may be a phrase itself. */
  say(english: string, depth = 0): string {
    if (Object.hasOwn(this.table, english)) return this.table[english]!;
    for (const { finds, says } of this.patterns) {
      const found = finds.exec(english);
      if (found)
        return says.replace(HOLES, (_, hole: string) => {
          const filled = found.groups![`_${hole}`] ?? '';
          return depth < 3 ? this.say(filled, depth + 1) : filled;
        });
    }
    return english;
  }
}

const HOLE = /\{(\d)\}/;
const HOLES = /\{(\d)\}/g;

function patternOf(english: string): RegExp {
  const parts = english.split(HOLES).map((part, i) => (i % 2 === 1 ? `(?<_${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))); // prettier-ignore
  return new RegExp(`^${parts.join('')}$`, 's');
}
