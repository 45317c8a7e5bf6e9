import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { FiledBrick } from './merge.rules.js';

/** One pushed unit of a line; what it says is in its versions. */
@Entity({ schema: 'editorial', name: 'brick' })
@Unique('uq_brick_slug', ['lineId', 'slug'])
@Check('ck_brick_status', `status IN ('published', 'withdrawn')`)
export class Brick {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'pk_brick' })
  id: number;
  @ForeignKey('EditorialLine', { name: 'fk_brick_line' })
  @Column('integer', { name: 'line_id' })
  lineId: number;
  @Column('text')
  slug: string;
  @Column('integer')
  position: number;
  @Column('text', { default: 'published' })
  status: 'published' | 'withdrawn';
  /** The current version. */
  @ForeignKey('BrickVersion', { name: 'fk_brick_version' })
  @Column('integer', { name: 'version_id', nullable: true })
  versionId: number | null;
  /** Days after the line's start (calendar) or, at the earliest, after joining (sequence); or a date (YYYY-MM-DD). */
  @Column('integer', { nullable: true })
  day: number | null;
  @Column('date', { name: 'on_date', nullable: true })
  onDate: string | null;
  /** What its files said at the last sync; null: they never named it. */
  @Column('jsonb', { nullable: true })
  filed: FiledBrick | null;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt: Date;
}
