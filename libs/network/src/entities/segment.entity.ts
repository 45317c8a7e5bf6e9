import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SegmentRule } from '../segments/segment.rules.js';
import type { LocalName } from './local-name.js';

/** A saved rule over reps and partners, evaluated each time it is used. */
@Entity({ schema: 'network', name: 'segment' })
export class Segment {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_segment' }) slug: string;
  @Column('jsonb') name: LocalName;
  @Column('jsonb') rule: SegmentRule;
  /** Name and rule as its file said them at the last sync; null: there was none. */
  @Column('jsonb', { nullable: true }) filed: { name: LocalName; rule: SegmentRule } | null;
  /** Grows with every edit in the console. */
  @Column('integer', { default: 1 }) revision: number;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
