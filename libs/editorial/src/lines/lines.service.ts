import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { LineSettings, LineStatus } from '../content/content.js';
import { storable } from '../drafts/draft-document.js';
import { lockPublishing } from '../publishing.service.js';
import { writeLines } from '../publishing-statements.js';
import { editedLine, type EditedLine } from './edited-lines.queries.js';
import { checkLine } from './line-check.rules.js';

/** Writes the settings of lines as the console edits them. Planning follows with its next tick; what is planned stays. */
@Injectable()
export class LinesService {
  constructor(private readonly db: DataSource) {}

  /**
   * @param knownSegments slugs a line may name.
   * @throws Invalid `line.invalid` with every fault; Conflict `line.exists`
   */
  async create(given: LineSettings, knownSegments: ReadonlySet<string>): Promise<EditedLine> {
    const line = this.sound(given, knownSegments);
    return this.db.transaction(async (em) => {
      await lockPublishing(em);
      const taken = await rows(em, 'SELECT 1 FROM editorial.line WHERE slug = $1', [line.slug]);
      if (taken.length) throw new Conflict('line.exists', `There is a line ${line.slug} already.`, [{ where: 'slug', what: 'is taken' }]); // prettier-ignore
      await writeLines(em, [line]);
      return editedLine(em, line.slug);
    });
  }

  /**
   * Changes everything but the slug.
   * @throws NotFound `line.unknown`; Invalid `line.invalid`; Conflict `line.changed` with the line as it is, when somebody changed it
   * meanwhile; Conflict `line.bricks` when its bricks do not fit the new mode or language
   */
  async update(
    slug: string,
    given: Omit<LineSettings, 'slug'>,
    revision: number,
    knownSegments: ReadonlySet<string>,
  ): Promise<EditedLine> {
    // prettier-ignore
    const line = this.sound({ ...given, slug }, knownSegments);
    return this.db.transaction(async (em) => {
      await this.lock(em, slug, revision);
      await this.refuseUnfitting(em, line);
      await this.write(em, line);
      return editedLine(em, slug);
    });
  }

  /** Pauses it, lets it speak (again), or makes it a draft. @throws NotFound `line.unknown`; Conflict `line.changed` */
  async setStatus(slug: string, status: LineStatus, revision: number): Promise<EditedLine> {
    return this.db.transaction(async (em) => {
      const { line } = await this.lock(em, slug, revision);
      if (line.status !== status) await this.write(em, { ...line, status });
      return editedLine(em, slug);
    });
  }

  private sound(given: LineSettings, knownSegments: ReadonlySet<string>): LineSettings {
    const kept = storable(given);
    const line = { ...kept, weekdays: [...new Set(kept.weekdays)].sort((a, b) => a - b) };
    const faults = checkLine(line, knownSegments);
    if (faults.length) throw new Invalid('line.invalid', 'The line has faults:', faults);
    return line;
  }

  private async lock(em: EntityManager, slug: string, revision: number): Promise<EditedLine> {
    await lockPublishing(em);
    const before = await editedLine(em, slug);
    if (before.revision === revision) return before;
    throw new Conflict('line.changed', 'Somebody changed this line in the meantime. What you sent was not saved.', [], before); // prettier-ignore
  }

  private async write(em: EntityManager, line: LineSettings): Promise<void> {
    await writeLines(em, [line]);
    await rows(em, 'UPDATE editorial.line SET revision = revision + 1 WHERE slug = $1', [line.slug]);
  }

  /** Bricks of a calendar have a day or a date, those of a sequence no date; each has a text in the language of the line. */
  private async refuseUnfitting(em: EntityManager, { slug, mode, locale }: LineSettings): Promise<void> {
    const unfitting = await rows<{ slug: string; dated: boolean }>(
      em,
      `SELECT b.slug, v.question->>'master' = $3 AS dated
         FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id JOIN editorial.brick_version AS v ON v.id = b.version_id
        WHERE l.slug = $1 AND (v.question->>'master' <> $3 OR CASE $2 WHEN 'calendar' THEN (b.day IS NULL) = (b.on_date IS NULL) ELSE b.on_date IS NOT NULL END)
        ORDER BY b.position LIMIT 20`,
      [slug, mode, locale],
    );
    if (unfitting.length === 0) return;
    const details = unfitting.map((b) => ({
      where: b.dated ? 'mode' : 'locale',
      what: b.dated ? `the brick ${b.slug} does not fit a ${mode}` : `the brick ${b.slug} is not written in ${locale}`,
    }));
    throw new Conflict('line.bricks', 'Bricks of this line do not fit what it is to be.', details);
  }
}
