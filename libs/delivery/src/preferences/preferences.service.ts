import { Injectable } from '@nestjs/common';
import { addDays, Invalid, isLocalDate, NotFound, rows, SignedLinks, toLocal, type LocalDate } from '@relais/platform';
import { DataSource } from 'typeorm';
import { PREFERENCES_LINK } from '../sending/own-addresses.js';
import { CHOOSE, END_PAUSE, LISTENED, PAUSE, PAUSE_UNTIL, RESUME, STOP, WISHES } from './preferences-statements.js';

/** A line a rep hears, or has stopped. */
export interface ListenedLine {
  slug: string;
  name: Record<string, string>;
  stopped: boolean;
}

/** What a rep sees of their own wishes. */
export interface PreferencesView {
  rep: { firstName: string; locale: string; email: string };
  /** The line of the mail whose link was opened. */
  line: { slug: string; name: Record<string, string> };
  lines: ListenedLine[];
  /** Every mail is stopped. */
  everything: boolean;
  /** The rep's own date. */
  today: LocalDate;
  /** The day on which mails come again; null: no pause. */
  pausedUntil: LocalDate | null;
}

interface Found {
  repId: number;
  rep: PreferencesView['rep'];
  line: PreferencesView['line'];
  out: string[];
  today: LocalDate;
}

interface Row {
  repId: number;
  firstName: string;
  locale: string;
  email: string;
  timeZone: string;
  slug: string;
  name: Record<string, string>;
  readAt: Date;
  out: string[];
}

/** The longest pause, in days; who wants to hear nothing for longer stops. */
export const LONGEST_PAUSE = 366;

/** Records what reps wish to receive. It works at once: every mail asks again just before it leaves. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly db: DataSource,
    private readonly links: SignedLinks,
  ) {}

  /** @throws NotFound `preferences.unknown-link`, as every method here. */
  async open(token: string): Promise<PreferencesView> {
    const { repId, rep, line, out, today } = await this.find(token);
    const [lines, [pause]] = await Promise.all([
      rows<Omit<ListenedLine, 'stopped'>>(this.db, LISTENED, [repId, line.slug]),
      rows<{ until: LocalDate }>(this.db, PAUSE, [repId, today]),
    ]);
    return {
      rep: { ...rep, email: mask(rep.email) },
      line,
      lines: lines.map((each) => ({ ...each, stopped: out.includes(each.slug) })),
      everything: out.includes('all'),
      today,
      pausedUntil: pause ? addDays(pause.until, 1) : null,
    };
  }

  /** Stops the line of the mail, or everything. Doing it twice is the same as once. */
  async optOut(token: string, topic: 'all' | 'line', source: 'page' | 'one-click'): Promise<void> {
    const { repId, line } = await this.find(token);
    await rows(this.db, STOP, [repId, topic === 'all' ? 'all' : line.slug, source]);
  }

  /** Takes every wish to stop back. */
  async optIn(token: string): Promise<void> {
    const { repId, rep } = await this.find(token);
    await rows(this.db, RESUME, [repId, rep.email]);
  }

  /**
   * Receives the lines of `wanted` and stops the others of `shown`. A line that came meanwhile, and was not shown, is left as it is.
   * @param shown slugs the person saw, @param wanted those of them that were chosen.
   */
  async choose(token: string, shown: string[], wanted: string[]): Promise<void> {
    const { repId, line } = await this.find(token);
    const known = new Set(
      (await rows<{ slug: string }>(this.db, LISTENED, [repId, line.slug])).map(({ slug }) => slug),
    );
    await rows(this.db, CHOOSE, [repId, shown.filter((slug) => known.has(slug)), wanted]);
  }

  /**
   * No mails until `day`, on which they come again under the usual cap; nothing is lost. A pause before it is replaced.
   * @throws Invalid `preferences.pause` for a day that is not between tomorrow and a year from now.
   */
  async pause(token: string, day: string): Promise<void> {
    const { repId, today } = await this.find(token);
    const last = addDays(today, LONGEST_PAUSE);
    if (!isLocalDate(day) || day <= today || day > last)
      throw new Invalid('preferences.pause', `A pause ends between ${addDays(today, 1)} and ${last}.`);
    await rows(this.db, PAUSE_UNTIL, [repId, today, addDays(day, -1)]);
  }

  /** Ends the person's own pause today. */
  async endPause(token: string): Promise<void> {
    const { repId, today } = await this.find(token);
    await rows(this.db, END_PAUSE, [repId, today]);
  }

  private async find(token: string): Promise<Found> {
    const claim = this.links.read(PREFERENCES_LINK, token);
    const [row] = claim ? await rows<Row>(this.db, WISHES, [claim.id]) : [];
    if (!row)
      throw new NotFound('preferences.unknown-link', 'This link is not known here. It may have been cut on its way.');
    return {
      repId: row.repId,
      rep: { firstName: row.firstName, locale: row.locale, email: row.email },
      line: { slug: row.slug, name: row.name },
      out: row.out,
      today: toLocal(row.readAt.getTime(), row.timeZone).date,
    };
  }
}

/** Enough of the address for its owner to know it, not enough for a stranger to write to it: c…@acme.example. */
function mask(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
