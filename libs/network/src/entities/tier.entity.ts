import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalName } from './local-name.js';

/** A level of the partner programme. Ordered: 1 is the best. */
@Entity({ schema: 'network', name: 'tier' })
export class Tier {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_tier' }) code: string;
  @Column('jsonb') name: LocalName;
  @Column('integer') position: number;
}
