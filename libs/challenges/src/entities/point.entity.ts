import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What was awarded for one answer under one rule. Append-only; a correction would be a new row under its own rule. */
@Entity({ schema: 'challenges', name: 'point' })
@Check('ck_point_points', 'points > 0')
export class Point {
  @PrimaryColumn('bigint', { name: 'delivery_id', primaryKeyConstraintName: 'pk_point' }) deliveryId: string;
  /** No foreign key: every batch would lock the same few rows. */
  @PrimaryColumn('integer', { name: 'challenge_id', primaryKeyConstraintName: 'pk_point' }) challengeId: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_point' }) rule: string;
  @Column('integer', { name: 'rep_id' }) repId: number;
  @Column('integer') points: number;
  @Column('bigint', { name: 'elapsed_ms' }) elapsedMs: string;
  @Column('timestamptz', { name: 'awarded_at', default: () => 'now()' }) awardedAt: Date;
}
