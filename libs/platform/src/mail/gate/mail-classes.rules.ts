/** What kind of mail waits for what. */
export interface MailClass {
  /** Mails that may go before the rate has room for them; the others then wait the longer, so that the rate holds in the long run. */
  owing: number;
  /** Whether the pause of everything holds it back. */
  pauses: boolean;
}

export const MAIL_CLASSES = {
  /** Somebody sits before a page and waits for it; who resumes a pause must be able to sign in. */
  'sign-in': { owing: 100, pauses: false },
  /** Answers to a person, and corrections: before bricks, after sign-ins. */
  note: { owing: 1, pauses: true },
  /** The stream: it takes the room that the others leave. */
  brick: { owing: 0, pauses: true },
} satisfies Record<string, MailClass>;

export type MailClassName = keyof typeof MAIL_CLASSES;
