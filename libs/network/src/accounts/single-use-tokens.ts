import { digestOf, freshToken, Gone, rows } from '@relais/platform';
import type { DataSource, EntityManager } from 'typeorm';
import type { TokenPurpose } from './entities/single-use-token.entity.js';

type Db = DataSource | EntityManager;

/** How long each link is good. A sign-in link is read at once; an invitation may wait over a holiday. */
const LIVES: Record<TokenPurpose, string> = {
  'first-admin': '7 days',
  invite: '14 days',
  reset: '1 hour',
  'sign-in': '10 minutes',
};

export interface TokenSubject {
  accountId?: number;
  repId?: number;
  /** The cookie of the browser that asked: only that one can use the link. */
  browser?: string;
}

export interface UsedToken {
  accountId: number | null;
  repId: number | null;
}

/** Writes down a fresh token; gives the token itself, which exists nowhere else. */
export async function issueToken(db: Db, purpose: TokenPurpose, subject: TokenSubject): Promise<string> {
  const token = freshToken();
  await rows(
    db,
    `INSERT INTO network.single_use_token (hash, purpose, account_id, rep_id, browser, expires_at) VALUES ($1, $2, $3, $4, $5, now() + $6::interval)`,
    [
      digestOf(token),
      purpose,
      subject.accountId ?? null,
      subject.repId ?? null,
      subject.browser === undefined ? null : digestOf(subject.browser),
      LIVES[purpose],
    ],
  );
  return token;
}

/**
 * Uses a token up: of any number of tries at once one gets it (P41), since the row is locked and asked again. A try from another
 * browser leaves it unused: a scanner must not burn somebody's link.
 * @throws Gone `link.other-browser`, or `link.over` for one that was used, has expired or never was.
 */
export async function useToken(
  db: Db,
  purposes: readonly TokenPurpose[],
  token: string,
  browser?: string,
): Promise<UsedToken> {
  const mine = browser === undefined ? null : digestOf(browser);
  const [used] = await rows<UsedToken>(
    db,
    `UPDATE network.single_use_token SET used_at = now()
     WHERE hash = $1 AND purpose = ANY ($2) AND used_at IS NULL AND expires_at > now() AND (browser IS NULL OR browser = $3)
     RETURNING account_id AS "accountId", rep_id AS "repId"`,
    [digestOf(token), purposes, mine],
  );
  if (used) return used;
  const [elsewhere] = await rows(
    db,
    `SELECT 1 FROM network.single_use_token WHERE hash = $1 AND purpose = ANY ($2) AND used_at IS NULL AND expires_at > now() AND browser IS DISTINCT FROM $3`,
    [digestOf(token), purposes, mine],
  );
  if (elsewhere)
    throw new Gone('link.other-browser', 'This link works in the browser that asked for it. Open it there, or ask for one here.'); // prettier-ignore
  throw new Gone('link.over', 'This link was used already, or its time is over. Ask for a new one.');
}

/**
 * Marks a token as sent; false: it is used, over, or sent already. Asked between the mail's text and its last dot, so that no mail
 * leaves for a row that is not committed, and none twice.
 */
export async function markSent(db: Db, token: string): Promise<boolean> {
  const marked = await rows(
    db,
    `UPDATE network.single_use_token SET sent_at = now() WHERE hash = $1 AND sent_at IS NULL AND used_at IS NULL AND expires_at > now() RETURNING hash`,
    [digestOf(token)],
  );
  return marked.length === 1;
}
