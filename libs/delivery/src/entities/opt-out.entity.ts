import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a rep no longer wants: everything, or one line. */
@Entity({ schema: 'delivery', name: 'opt_out' })
export class OptOut {
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_opt_out' }) repId: number;
  /** "all", or the slug of a line. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_opt_out' }) topic: string;
  @Column('text') source: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
}
