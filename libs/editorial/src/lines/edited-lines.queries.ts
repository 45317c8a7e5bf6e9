import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { LineSettings } from '../content/content.js';

/** A line as editors see it. */
export interface EditedLine {
  line: LineSettings;
  /** Send it back with every change. */
  revision: number;
  bricks: { published: number; withdrawn: number; drafts: number };
  /** It differs from its file, or has none. */
  editedInConsole: boolean;
  updatedAt: Date;
}

const SELECT = `
  SELECT s.line, l.revision, l.updated_at AS "updatedAt", s.line IS DISTINCT FROM l.filed AS "editedInConsole",
         json_build_object(
           'published', (SELECT count(*) FROM editorial.brick AS b WHERE b.line_id = l.id AND b.status = 'published'),
           'withdrawn', (SELECT count(*) FROM editorial.brick AS b WHERE b.line_id = l.id AND b.status = 'withdrawn'),
           'drafts', (SELECT count(*) FROM editorial.draft AS d WHERE d.line_id = l.id AND d.state IN ('draft', 'in-review', 'approved'))) AS bricks
    FROM editorial.line AS l
   CROSS JOIN LATERAL (SELECT jsonb_build_object('slug', slug, 'name', name, 'description', description, 'locale', locale, 'segments', segments,
           'mode', mode, 'start', start, 'startsOn', starts_on, 'weekdays', weekdays, 'at', at, 'until', until, 'spacing', spacing,
           'answerWithinDays', answer_within_days, 'status', status) AS line) AS s`;

/** @throws NotFound `line.unknown` */
export async function editedLine(db: DataSource | EntityManager, slug: string): Promise<EditedLine> {
  const [found] = await rows<EditedLine>(db, `${SELECT} WHERE l.slug = $1`, [slug]);
  if (!found) throw new NotFound('line.unknown', `There is no editorial line ${slug}.`);
  return found;
}

/** Lines in any state, for those who edit them: tens of them. */
@Injectable()
export class EditedLinesQueries {
  constructor(private readonly db: DataSource) {}

  /** By slug. */
  async all(): Promise<EditedLine[]> {
    return rows<EditedLine>(this.db, `${SELECT} ORDER BY l.slug`);
  }

  /** @throws NotFound `line.unknown` */
  async find(slug: string): Promise<EditedLine> {
    return editedLine(this.db, slug);
  }

  /** Lines that name a segment, by slug. */
  async naming(segment: string): Promise<string[]> {
    const found = await rows<{ slug: string }>(this.db, 'SELECT slug FROM editorial.line WHERE $1 = ANY (segments) ORDER BY slug', [segment]); // prettier-ignore
    return found.map(({ slug }) => slug);
  }
}
