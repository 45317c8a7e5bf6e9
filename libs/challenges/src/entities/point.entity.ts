import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Challenge } from './challenge.entity.js';

/** What was awarded for one answer under one rule. Append-only; a correction would be a new row under its own rule. */
@Entity({ schema: 'challenges', name: 'point' })
@Check('ck_point_points', 'points > 0')
export class Point {
  @PrimaryColumn('bigint', { name: 'delivery_id', primaryKeyConstraintName: 'pk_point' }) deliveryId: string;
  @ForeignKey(() => Challenge, { name: 'fk_point_challenge' })
  @PrimaryColumn('integer', { name: 'challenge_id', primaryKeyConstraintName: 'pk_point' })
  challengeId: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_point' }) rule: string;
  @Column('integer', { name: 'rep_id' }) repId: number;
  @Column('integer') points: number;
  @Column('bigint', { name: 'elapsed_ms' }) elapsedMs: string;
  @Column('timestamptz', { name: 'awarded_at', default: () => 'now()' }) awardedAt: Date;
}
