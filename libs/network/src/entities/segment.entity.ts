import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SegmentRule } from '../segments/segment.rules.js';
import type { LocalName } from './local-name.js';

/** A saved rule over reps and partners, evaluated each time it is used. */
@Entity({ schema: 'network', name: 'segment' })
export class Segment {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_segment' }) slug: string;
  @Column('jsonb') name: LocalName;
  @Column('jsonb') rule: SegmentRule;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
