import { Injectable } from '@nestjs/common';
import { digestOf, freshToken, Invalid, NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { readLocale } from '../fields/locale.rules.js';
import { Refusal } from '../fields/refusal.js';
import type { SessionStage } from './entities/session.entity.js';
import type { Caller, Person } from './person.js';
import type { Role } from './roles.rules.js';
import type { Scope } from './scope.rules.js';

/** How long a session lives without being used, and at most. A rep's phone stays signed in; an account's browser over a working day. */
const LIVES = {
  account: { idle: '12 hours', most: '14 days' },
  rep: { idle: '30 days', most: '90 days' },
  unfinished: { idle: '10 minutes', most: '10 minutes' },
};

/** A session as its owner sees it in a list. */
export interface ListedSession {
  id: string;
  agent: string;
  address: string;
  createdAt: Date;
  seenAt: Date;
  endsAt: Date;
}

/** Whose session. */
export type Owner = Pick<Person, 'kind' | 'id'>;

interface Found extends Omit<Person, 'scope' | 'secondFactor' | 'roles'> {
  roles: Role[];
  partnerId: number | null;
  factorOn: boolean;
  factorRequired: boolean;
  stale: boolean;
}

/** Opens, finds and ends sessions. The cookie's token is stored as a digest only. */
@Injectable()
export class SessionsService {
  constructor(private readonly db: DataSource) {}

  /** A new session; gives the token for the cookie, which exists nowhere else. */
  async open(owner: Owner, stage: SessionStage, caller: Caller, em?: EntityManager): Promise<string> {
    const token = freshToken();
    const { idle, most } = stage === 'open' ? LIVES[owner.kind] : LIVES.unfinished;
    await rows(
      em ?? this.db,
      `INSERT INTO network.session (token_hash, account_id, rep_id, stage, agent, address, idle_until, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + $7::interval, now() + $8::interval)`,
      [
        digestOf(token),
        owner.kind === 'account' ? owner.id : null,
        owner.kind === 'rep' ? owner.id : null,
        stage,
        caller.agent.slice(0, 300),
        caller.address,
        idle,
        most,
      ],
    );
    return token;
  }

  /** Who has this token, with the roles and the scope of this moment; null: nobody, or no longer. */
  async find(token: string): Promise<Person | null> {
    const [found] = await rows<Found>(
      this.db,
      `SELECT CASE WHEN a.id IS NULL THEN 'rep' ELSE 'account' END AS kind, coalesce(a.id, r.id) AS id, s.id AS "sessionId", s.stage,
              coalesce(a.email, r.email) AS email, coalesce(a.name, trim(r.first_name || ' ' || r.last_name)) AS name, coalesce(a.locale, r.locale) AS locale,
              coalesce(a.roles, ARRAY['rep']) AS roles, p.id AS "partnerId", p.name AS "partnerName",
              a.totp_confirmed_at IS NOT NULL AS "factorOn", coalesce(a.second_factor_required, false) AS "factorRequired",
              s.seen_at < now() - interval '1 minute' AS stale
       FROM network.session s
       LEFT JOIN network.account a ON a.id = s.account_id AND a.status = 'active'
       LEFT JOIN network.rep r ON r.id = s.rep_id AND r.status <> 'left'
       LEFT JOIN network.partner p ON p.id = coalesce(a.partner_id, r.partner_id)
       WHERE s.token_hash = $1 AND s.idle_until > now() AND s.ends_at > now() AND (a.id IS NOT NULL OR r.id IS NOT NULL)`,
      [digestOf(token)],
    );
    if (!found) return null;
    const { partnerId, factorOn, factorRequired, stale, ...person } = found;
    if (stale && person.stage === 'open') await this.touch(person);
    return {
      ...person,
      scope: scopeOf(person, partnerId),
      secondFactor: { on: factorOn, required: factorRequired },
    };
  }

  /** The sessions of a person, the latest used first. */
  async list(owner: Owner): Promise<ListedSession[]> {
    return rows<ListedSession>(
      this.db,
      `SELECT id, agent, address, created_at AS "createdAt", seen_at AS "seenAt", ends_at AS "endsAt" FROM network.session
       WHERE ${column(owner)} = $1 AND stage = 'open' AND idle_until > now() AND ends_at > now() ORDER BY seen_at DESC, id DESC LIMIT 200`,
      [owner.id],
    );
  }

  /** Ends one session of this person. @throws NotFound `session.unknown` */
  async revoke(owner: Owner, sessionId: string, em?: EntityManager): Promise<void> {
    const ended = await rows(
      em ?? this.db,
      `DELETE FROM network.session WHERE id = $2 AND ${column(owner)} = $1 RETURNING id`,
      [owner.id, sessionId],
    );
    if (!ended.length) throw new NotFound('session.unknown', 'There is no such session.');
  }

  /** Ends every session of this person, or every other one. Gives how many. */
  async revokeAll(owner: Owner, except: string | null = null, em?: EntityManager): Promise<number> {
    const sql = `DELETE FROM network.session WHERE ${column(owner)} = $1 AND ($2::bigint IS NULL OR id <> $2) RETURNING id`;
    return (await rows(em ?? this.db, sql, [owner.id, except])).length;
  }

  /** The language of the person's interface and mails; gives it as it is kept. @throws Invalid `locale.unknown` */
  async chooseLocale(owner: Owner, text: string): Promise<string> {
    const locale = readLocale(text);
    if (locale instanceof Refusal)
      throw new Invalid('locale.unknown', 'This is not a language.', [
        { where: 'locale', what: locale.reason, fix: locale.fix },
      ]);
    const table = owner.kind === 'account' ? 'network.account' : 'network.rep';
    await rows(this.db, `UPDATE ${table} SET locale = $2, updated_at = now() WHERE id = $1`, [owner.id, locale]);
    return locale;
  }

  /** Forgets sessions and links that are over. Run on a clock. */
  async sweep(): Promise<void> {
    await rows(this.db, `DELETE FROM network.session WHERE idle_until < now() OR ends_at < now()`);
    await rows(this.db, `DELETE FROM network.single_use_token WHERE expires_at < now() - interval '1 day'`);
  }

  /** Once a minute at most: a row is not written for every request. */
  private async touch({ sessionId, kind }: Pick<Person, 'sessionId' | 'kind'>): Promise<void> {
    await rows(this.db, `UPDATE network.session SET seen_at = now(), idle_until = now() + $2::interval WHERE id = $1`, [
      sessionId,
      LIVES[kind].idle,
    ]);
  }
}

const column = (owner: Owner): string => (owner.kind === 'account' ? 'account_id' : 'rep_id');

/** Whoever is neither of the vendor, nor tied to a company, nor a rep sees nobody. */
function scopeOf({ kind, id, roles }: Pick<Person, 'kind' | 'id' | 'roles'>, partnerId: number | null): Scope {
  if (kind === 'rep') return partnerId === null ? { kind: 'nothing' } : { kind: 'rep', repId: id, partnerId };
  if (roles.includes('partner-admin')) return partnerId === null ? { kind: 'nothing' } : { kind: 'partner', partnerId };
  return roles.length ? { kind: 'network' } : { kind: 'nothing' };
}
