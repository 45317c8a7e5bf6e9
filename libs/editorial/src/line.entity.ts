import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { LineMode, LineSettings, LineStart, LineStatus, Localised, Spacing } from './content/content.js';

/** A targeted stream of bricks with a cadence. */
@Entity({ schema: 'editorial', name: 'line' })
@Unique('uq_line_slug', ['slug'])
@Check('ck_line_mode', `mode IN ('sequence', 'calendar')`)
@Check('ck_line_start', `start IN ('slot', 'enrolment')`)
@Check('ck_line_status', `status IN ('active', 'paused', 'draft')`)
export class EditorialLine {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'pk_line' })
  id: number;
  @Column('text')
  slug: string;
  @Column('jsonb')
  name: Localised;
  @Column('jsonb', { default: {} })
  description: Localised;
  @Column('text')
  locale: string;
  @Column('text', { array: true })
  segments: string[];
  @Column('text')
  mode: LineMode;
  @Column('text', { default: 'slot' })
  start: LineStart;
  /** YYYY-MM-DD */
  @Column('date', { name: 'starts_on', nullable: true })
  startsOn: string | null;
  /** ISO: 1 is Monday. */
  @Column('smallint', { array: true })
  weekdays: number[];
  @Column('text')
  at: string;
  @Column('text', { default: '18:00' })
  until: string;
  @Column('text', { default: 'ladder' })
  spacing: Spacing;
  @Column('smallint', { name: 'answer_within_days', default: 30 })
  answerWithinDays: number;
  @Column('text', { default: 'active' })
  status: LineStatus;
  /** What its file said at the last sync; null: there was none. */
  @Column('jsonb', { nullable: true })
  filed: LineSettings | null;
  /** Grows with every edit in the console. */
  @Column('integer', { default: 1 })
  revision: number;
  @Column('timestamptz', { name: 'published_at', default: () => 'now()' })
  publishedAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt: Date;
}
