import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

export type SuppressionReason = 'hard-bounce' | 'soft-bounces' | 'complaint';

/** An address nothing is sent to. A rep whose address is corrected is free of it. */
@Entity({ schema: 'delivery', name: 'suppression' })
@Check('ck_suppression_reason', `"reason" IN ('hard-bounce', 'soft-bounces', 'complaint')`)
export class Suppression {
  /** In lower case. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_suppression' }) address: string;
  @Column('text') reason: SuppressionReason;
  /** The mark by which the report was known as one about our mail. */
  @Column('text') source: string;
  @Column('jsonb', { default: () => "'{}'" }) detail: Record<string, unknown>;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
}
