import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Challenge } from './challenge.entity.js';

/**
 * A person in a challenge. The sums are written in the same statement as the points they sum; the rest is what the roster said
 * when it was last called.
 */
@Entity({ schema: 'challenges', name: 'standing' })
export class Standing {
  @ForeignKey(() => Challenge, { name: 'fk_standing_challenge' })
  @PrimaryColumn('integer', { name: 'challenge_id', primaryKeyConstraintName: 'pk_standing' })
  challengeId: number;
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_standing' }) repId: number;
  /** Belongs on the board. */
  @Column('boolean') listed: boolean;
  @Column('integer', { name: 'partner_id' }) partnerId: number;
  /** Every segment of the network that holds this person, by slug. */
  @Column('text', { array: true, default: () => "'{}'" }) segments: string[];
  @Column('bigint', { default: 0 }) points: string;
  /** How many point rows. */
  @Column('integer', { default: 0 }) awards: number;
  /** Sum over the point rows, milliseconds. */
  @Column('bigint', { name: 'elapsed_ms', default: 0 }) elapsedMs: string;
}
