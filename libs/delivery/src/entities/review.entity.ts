import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** When a quiz brick comes back to a rep, and why. `dueOn` null: it is retired. */
@Entity({ schema: 'delivery', name: 'review' })
@Index('ix_review_due', ['dueOn'], { where: 'due_on IS NOT NULL' })
export class Review {
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_review' }) repId: number;
  @PrimaryColumn('integer', { name: 'brick_id', primaryKeyConstraintName: 'pk_review' }) brickId: number;
  /** Occurrence of the repeat that comes next. */
  @Column('smallint') occurrence: number;
  @Column('jsonb') state: object;
  @Column('jsonb') why: object;
  @Column('boolean', { name: 'was_right' }) wasRight: boolean;
  @Column('date', { name: 'due_on', nullable: true }) dueOn: string | null;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
