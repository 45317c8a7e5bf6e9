import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How the deliveries of one brick on one local day stand: sums of `delivery` and `answer`, never the truth itself. */
@Entity({ schema: 'delivery', name: 'tally' })
@Index('ix_tally_brick', ['brickId', 'localDay'])
export class Tally {
  @PrimaryColumn('date', { name: 'local_day', primaryKeyConstraintName: 'pk_tally' }) localDay: string;
  @PrimaryColumn('integer', { name: 'line_id', primaryKeyConstraintName: 'pk_tally' }) lineId: number;
  @PrimaryColumn('integer', { name: 'brick_id', primaryKeyConstraintName: 'pk_tally' }) brickId: number;
  /** true: a repeat. */
  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'pk_tally' }) again: boolean;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_tally' }) state: string;
  /** Without its details; empty: none. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_tally' }) reason: string;
  @Column('integer') deliveries: number;
  /** Of these, how many may have reached somebody twice. */
  @Column('integer') ambiguous: number;
  @Column('integer') answered: number;
  @Column('integer') graded: number;
  @Column('integer') correct: number;
}

/** Which options the answers to the deliveries of one day chose. */
@Entity({ schema: 'delivery', name: 'choice_tally' })
export class ChoiceTally {
  @PrimaryColumn('integer', { name: 'version_id', primaryKeyConstraintName: 'pk_choice_tally' }) versionId: number;
  @PrimaryColumn('date', { name: 'local_day', primaryKeyConstraintName: 'pk_choice_tally' }) localDay: string;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_choice_tally' }) occurrence: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_choice_tally' }) choice: string;
  @Column('integer') answers: number;
}

/** When the sums of a day were last made. */
@Entity({ schema: 'delivery', name: 'tally_day' })
export class TallyDay {
  @PrimaryColumn('date', { name: 'local_day', primaryKeyConstraintName: 'pk_tally_day' }) localDay: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('integer', { name: 'took_ms' }) tookMs: number;
}
