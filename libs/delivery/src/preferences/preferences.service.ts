import { Injectable } from '@nestjs/common';
import { addDays, Invalid, isLocalDate, NotFound, rows, SignedLinks, toLocal, type LocalDate } from '@relais/platform';
import { DataSource } from 'typeorm';
import { PREFERENCES_LINK } from '../sending/own-addresses.js';
import {
  CHOOSE,
  END_PAUSE,
  LISTENED,
  OWN_WISHES,
  PAUSE,
  PAUSE_UNTIL,
  RESUME,
  STOP,
  WISHES,
} from './preferences-statements.js';

/** A line a rep hears, or has stopped. */
export interface ListenedLine {
  slug: string;
  name: Record<string, string>;
  stopped: boolean;
}

/** A person's own wishes. */
export interface OwnPreferences {
  lines: ListenedLine[];
  /** Every mail is stopped. */
  everything: boolean;
  /** The rep's own date. */
  today: LocalDate;
  /** The day on which mails come again; null: no pause. */
  pausedUntil: LocalDate | null;
}

/** What a rep sees of their own wishes behind the link of a mail. */
export interface PreferencesView extends OwnPreferences {
  rep: { firstName: string; locale: string; email: string };
  /** The line of the mail whose link was opened. */
  line: { slug: string; name: Record<string, string> };
}

/** Whose wishes: the token of a mail's link names its rep; or somebody who is signed in. */
type Whose = string | { repId: number };

interface Found {
  repId: number;
  rep: PreferencesView['rep'];
  line: PreferencesView['line'] | null;
  out: string[];
  today: LocalDate;
}

interface Row {
  repId: number;
  firstName: string;
  locale: string;
  email: string;
  timeZone: string;
  slug: string | null;
  name: Record<string, string> | null;
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
    const found = await this.find(token);
    return { ...(await this.read(found)), rep: { ...found.rep, email: mask(found.rep.email) }, line: found.line! };
  }

  /** The wishes of a person who is signed in. */
  async ofRep(repId: number): Promise<OwnPreferences> {
    return this.read(await this.find({ repId }));
  }

  /** Stops the line of the mail, or everything. Doing it twice is the same as once. */
  async optOut(token: string, topic: 'all' | 'line', source: 'page' | 'one-click'): Promise<void> {
    const { repId, line } = await this.find(token);
    await rows(this.db, STOP, [repId, topic === 'all' ? 'all' : line!.slug, source]);
  }

  /** Stops everything for a person who is signed in. */
  async stopAll(repId: number): Promise<void> {
    await rows(this.db, STOP, [repId, 'all', 'page']);
  }

  /** Takes every wish to stop back. */
  async optIn(token: Whose): Promise<void> {
    const { repId, rep } = await this.find(token);
    await rows(this.db, RESUME, [repId, rep.email]);
  }

  /**
   * Receives the lines of `wanted` and stops the others of `shown`. A line that came meanwhile, and was not shown, is left as it is.
   * @param shown slugs the person saw, @param wanted those of them that were chosen.
   */
  async choose(token: Whose, shown: string[], wanted: string[]): Promise<void> {
    const { repId, line } = await this.find(token);
    const known = new Set(
      (await rows<{ slug: string }>(this.db, LISTENED, [repId, line?.slug ?? null])).map(({ slug }) => slug),
    );
    await rows(this.db, CHOOSE, [repId, shown.filter((slug) => known.has(slug)), wanted]);
  }

  /**
   * No mails until `day`, on which they come again under the usual cap; nothing is lost. A pause before it is replaced.
   * @throws Invalid `preferences.pause` for a day that is not between tomorrow and a year from now.
   */
  async pause(token: Whose, day: string): Promise<void> {
    const { repId, today } = await this.find(token);
    const last = addDays(today, LONGEST_PAUSE);
    if (!isLocalDate(day) || day <= today || day > last)
      throw new Invalid('preferences.pause', `A pause ends between ${addDays(today, 1)} and ${last}.`);
    await rows(this.db, PAUSE_UNTIL, [repId, today, addDays(day, -1)]);
  }

  /** Ends the person's own pause today. */
  async endPause(token: Whose): Promise<void> {
    const { repId, today } = await this.find(token);
    await rows(this.db, END_PAUSE, [repId, today]);
  }

  private async read({ repId, line, out, today }: Found): Promise<OwnPreferences> {
    const [lines, [pause]] = await Promise.all([
      rows<Omit<ListenedLine, 'stopped'>>(this.db, LISTENED, [repId, line?.slug ?? null]),
      rows<{ until: LocalDate }>(this.db, PAUSE, [repId, today]),
    ]);
    return {
      lines: lines.map((each) => ({ ...each, stopped: out.includes(each.slug) })),
      everything: out.includes('all'),
      today,
      pausedUntil: pause ? addDays(pause.until, 1) : null,
    };
  }

  private async find(whose: Whose): Promise<Found> {
    const row = await this.rowOf(whose);
    if (!row)
      throw new NotFound('preferences.unknown-link', 'This link is not known here. It may have been cut on its way.');
    return {
      repId: row.repId,
      rep: { firstName: row.firstName, locale: row.locale, email: row.email },
      line: row.slug === null ? null : { slug: row.slug, name: row.name! },
      out: row.out,
      today: toLocal(row.readAt.getTime(), row.timeZone).date,
    };
  }

  private async rowOf(whose: Whose): Promise<Row | undefined> {
    if (typeof whose !== 'string') return (await rows<Row>(this.db, OWN_WISHES, [whose.repId]))[0];
    const claim = this.links.read(PREFERENCES_LINK, whose);
    return claim ? (await rows<Row>(this.db, WISHES, [claim.id]))[0] : undefined;
  }
}

/** Enough of the address for its owner to know it, not enough for a stranger to write to it: c…@acme.example. */
function mask(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
