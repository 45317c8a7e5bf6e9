import { wordingFor, type Explanation, type PublishedBrick, type StandingRetraction } from '@relais/editorial';

/** What somebody who answered a quiz has to know now: on its page, and in a note. */
export interface Notice {
  kind: 'withdrawn' | 'corrected';
  at: Date;
  /** What was wrong, in its author's words, plain text; null when they are not given. */
  reason: string | null;
  /** The options it called right then. */
  was: { html: string; text: string }[];
  /** The options that are right now; none when nothing is. */
  right: { html: string; text: string }[];
  /** Why, now. */
  explanation: Pick<Explanation, 'html' | 'text'> | null;
}

/**
 * The notice of a retraction.
 * @param asked the brick as it was asked and answered. @param now as the same variant asks it today; null when it is withdrawn.
 */
export function noticeOf(
  { kind, at, reason }: Pick<StandingRetraction, 'kind' | 'at' | 'reason'>,
  asked: PublishedBrick,
  now: PublishedBrick | null,
  locale: string,
): Notice {
  return {
    kind,
    at,
    reason: inLanguage(reason, locale, asked.question.master),
    was: rightOptions(asked, locale),
    right: now ? rightOptions(now, locale) : [],
    explanation: now ? wordingFor(now, locale).explanation : null,
  };
}

function rightOptions(brick: PublishedBrick, locale: string): { html: string; text: string }[] {
  const { options } = wordingFor(brick, locale).wording;
  return options.filter(({ id }) => brick.key.right.includes(id)).map(({ html, text }) => ({ html, text }));
}

/** The exact locale, else its language, else the master's, else any. */
function inLanguage(texts: Record<string, string>, locale: string, master: string): string | null {
  return texts[locale] ?? texts[locale.split('-')[0]!] ?? texts[master] ?? Object.values(texts)[0] ?? null;
}
