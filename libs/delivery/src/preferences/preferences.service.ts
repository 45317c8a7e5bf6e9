import { Injectable } from '@nestjs/common';
import { NotFound, rows, SignedLinks } from '@relais/platform';
import { DataSource } from 'typeorm';
import { PREFERENCES_LINK } from '../sending/own-addresses.js';

/** What a rep sees of their own wishes. */
export interface PreferencesView {
  rep: { firstName: string; locale: string; email: string };
  line: { slug: string; name: Record<string, string> };
  /** Topics opted out of: "all", or slugs of lines. */
  out: string[];
}

interface Found extends PreferencesView {
  repId: number;
}

/** Records what reps no longer want to receive. It works at once: every mail asks again just before its dot. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly db: DataSource,
    private readonly links: SignedLinks,
  ) {}

  /** @throws NotFound `preferences.unknown-link` */
  async open(token: string): Promise<PreferencesView> {
    const { rep, line, out } = await this.find(token);
    return { rep: { ...rep, email: mask(rep.email) }, line, out };
  }

  /** Stops the line of the mail, or everything. Doing it twice is the same as once. */
  async optOut(token: string, topic: 'all' | 'line', source: 'page' | 'one-click'): Promise<void> {
    const found = await this.find(token);
    const name = topic === 'all' ? 'all' : found.line.slug;
    await rows(
      this.db,
      `INSERT INTO delivery.opt_out (rep_id, topic, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [found.repId, name, source],
    );
  }

  /** Takes every wish to stop back. */
  async optIn(token: string): Promise<void> {
    const found = await this.find(token);
    // A complaint is such a wish too; a mailbox that does not exist is none.
    await rows(
      this.db,
      `WITH heard AS (DELETE FROM delivery.suppression WHERE address = $2 AND reason = 'complaint') DELETE FROM delivery.opt_out WHERE rep_id = $1`,
      [found.repId, found.rep.email],
    );
  }

  private async find(token: string): Promise<Found> {
    const claim = this.links.read(PREFERENCES_LINK, token);
    const [row] = claim
      ? await rows<{
          repId: number;
          firstName: string;
          locale: string;
          email: string;
          slug: string;
          name: Record<string, string>;
          out: string[];
        }>(
          this.db,
          `SELECT r.id AS "repId", r.first_name AS "firstName", r.locale, r.email, l.slug, l.name,
                  ARRAY(SELECT o.topic FROM delivery.opt_out o WHERE o.rep_id = r.id ORDER BY o.topic) AS out
           FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id JOIN editorial.line l ON l.id = d.line_id WHERE d.id = $1`,
          [claim.id],
        )
      : [];
    if (!row)
      throw new NotFound('preferences.unknown-link', 'This link is not known here. It may have been cut on its way.');
    return {
      repId: row.repId,
      rep: { firstName: row.firstName, locale: row.locale, email: row.email },
      line: { slug: row.slug, name: row.name },
      out: row.out,
    };
  }
}

/** Enough of the address for its owner to know it, not enough for a stranger to write to it: c…@acme.example. */
function mask(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
