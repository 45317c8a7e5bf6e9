/** The words of two texts, split into what is the same at both ends and what lies between. */
export interface Changed {
  start: string;
  before: string;
  after: string;
  end: string;
}

/** What changed from one text to another, from the first word that is not the same to the last. */
export function changedWords(before: string, after: string): Changed {
  const [then, now] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(then.length, now.length);
  let start = 0;
  while (start < most && then[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && then.at(-1 - end) === now.at(-1 - end)) end += 1;
  return {
    start: then.slice(0, start).join(''),
    before: then.slice(start, then.length - end).join(''),
    after: now.slice(start, now.length - end).join(''),
    end: then.slice(then.length - end).join(''),
  };
}

/** Words with the space after them, so that joined they are the text again. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
