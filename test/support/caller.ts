import type { StaffRole } from '@relais/network';
import { hash } from '@node-rs/argon2';

export const PASSWORD = 'correct horse battery staple';

interface Database {
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

let hashed: Promise<string> | undefined;

/** Puts an account into the database, with {@link PASSWORD}; gives its id. */
export async function anAccount(
  db: Database,
  email: string,
  roles: StaffRole[],
  { partner, name = 'Somebody' }: { partner?: string; name?: string } = {},
): Promise<number> {
  hashed ??= hash(PASSWORD);
  const [row] = await db.query<{ id: number }>(
    `INSERT INTO network.account (email, name, roles, partner_id, password_hash) VALUES ($1, $2, $3, (SELECT id FROM network.partner WHERE external_id = $4), $5) RETURNING id`,
    [email, name, roles, partner ?? null, await hashed],
  );
  return row!.id;
}

/** Somebody in front of a browser: keeps cookies, says where its requests come from. */
export class Caller {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly url: string,
    readonly headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ) {}

  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.headers,
        ...(this.cookies.size && { cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return response;
  }

  get(path: string, headers?: Record<string, string>): Promise<Response> {
    return this.request('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Response> {
    return this.request('POST', path, body, headers);
  }

  async json<T = Record<string, unknown>>(path: string): Promise<T> {
    return (await this.get(path)).json() as Promise<T>;
  }

  /** Signs in by password; fails loudly. */
  async signIn(email: string, password = PASSWORD): Promise<this> {
    const response = await this.post('/api/v1/session/sign-in', { email, password });
    if (response.status !== 200)
      throw new Error(`${email} was not let in: ${response.status} ${await response.text()}`);
    return this;
  }
}
