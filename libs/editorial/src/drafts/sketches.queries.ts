import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { BrickVersions } from '../brick-versions.queries.js';
import type { Localised } from '../content/content.js';
import type { PublishedBrick } from '../published-brick.js';
import { sketchOf } from './draft-brick.rules.js';
import { draftRow } from './drafts.queries.js';

/** A draft or a version, by its id. */
export type SketchOf = { kind: 'draft' | 'version'; id: number };

/** A brick with what its mail and page say of its line. */
export interface Sketch {
  brick: PublishedBrick;
  line: { id: number; slug: string; name: Localised; locale: string; answerWithinDays: number };
}

/** Bricks to look at, published or not. */
@Injectable()
export class SketchesQueries {
  constructor(
    private readonly db: DataSource,
    private readonly versions: BrickVersions,
  ) {}

  /** @throws NotFound `draft.unknown`, `version.unknown` */
  async find({ kind, id }: SketchOf): Promise<Sketch> {
    if (kind === 'draft') {
      const { line: of, document } = await draftRow(this.db, id);
      const line = await this.line('l.slug = $1', of.slug);
      return { brick: { ...sketchOf(document, of.locale), lineId: line.id }, line };
    }
    const brick = (await this.versions.read([id])).get(id);
    if (!brick) throw new NotFound('version.unknown', 'There is no such version.');
    return { brick, line: await this.line('l.id = $1', brick.lineId) };
  }

  private async line(condition: string, value: string | number): Promise<Sketch['line']> {
    const [line] = await rows<Sketch['line']>(
      this.db,
      `SELECT l.id, l.slug, l.name, l.locale, l.answer_within_days AS "answerWithinDays" FROM editorial.line AS l WHERE ${condition}`,
      [value],
    );
    return line!;
  }
}
