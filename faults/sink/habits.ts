/** Steps of the SMTP dialogue. `content`: the first bytes of a message have come; `dot`: all of it has; `kept`: the copy is on disk. */
export type Stage = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'content' | 'dot' | 'kept';

/** What the sink does instead of going on: cuts the connection, says nothing any more, or answers this. */
export type Act = 'drop' | 'hang' | { reply: string };

/** Something that goes wrong. */
export interface Trouble {
  at: Stage;
  act: Act;
  /** Share of the occasions, 0 to 1. Default 1. */
  share?: number;
  /** Only for recipients whose address has this text. */
  to?: string;
  /** Tells the harness when it happens, before it does. */
  tell?: boolean;
}

/** How the sink behaves. `kept` comes after the copy was recorded and before its 250: a delay there is the time in which nobody knows. */
export interface Habits {
  /** Milliseconds to wait at a stage, from and to. */
  delay?: Partial<Record<Stage, [number, number]>>;
  /** One recipient for whom a stage lasts so long. */
  slow?: { to: string; at: Stage; ms: number };
  troubles?: Trouble[];
}

/** One accepted copy as the journal keeps it: a line of JSON. `at` in epoch milliseconds. */
export interface Copy {
  at: number;
  delivery: string;
  to: string;
  messageId: string;
}

/** From the harness to the sink. */
export type Order = { habits: Habits } | { doors: 'open' | 'closed' };

/** From the sink to the harness. */
export type News =
  | { listening: number }
  | { doors: 'open' | 'closed' }
  | { habits: 'taken' }
  | { copy: string }
  | { trouble: { at: Stage; to: string } };
