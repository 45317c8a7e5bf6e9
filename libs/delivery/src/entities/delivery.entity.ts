import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/**
 * Where a delivery stands. `planned` waits for `wake_at`; `claimed` is in a worker's hands; `sending` has been given to the
 * relay but for the last dot; the others are ends.
 */
export type DeliveryState =
  'planned' | 'claimed' | 'sending' | 'accepted' | 'refused' | 'expired' | 'cancelled' | 'suppressed' | 'held';

/** One brick to one rep, once: the record of the plan, of the sending, and the anchor of the answer. */
@Entity({ schema: 'delivery', name: 'delivery' })
@Unique('uq_delivery_occurrence', ['repId', 'brickId', 'occurrence'])
@Check(
  'ck_delivery_state',
  `"state" IN ('planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'cancelled', 'suppressed', 'held')`,
)
@Index('ix_delivery_wake', ['wakeAt'], { where: `state = 'planned'` })
@Index('ix_delivery_lease', ['leaseUntil'], { where: `state IN ('claimed', 'sending')` })
@Index('ix_delivery_tried', ['repId'], { where: `state = 'planned' AND attempts > 0` })
@Index('ix_delivery_day', ['repId', 'localDay'])
@Index('ix_delivery_due', ['dueAt'], { type: 'brin' })
@Index('ix_delivery_local_day', ['localDay'], { type: 'brin' })
export class Delivery {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_delivery',
  })
  id: string;
  @Column('integer', { name: 'rep_id' }) repId: number;
  @Column('integer', { name: 'line_id' }) lineId: number;
  @Column('integer', { name: 'brick_id' }) brickId: number;
  @Column('integer', { name: 'version_id' }) versionId: number;
  /** 0: the first presentation; then its repeats. */
  @Column('smallint', { default: 0 }) occurrence: number;
  /** The rep's calendar day of `dueAt`; the cap counts by it. */
  @Column('date', { name: 'local_day' }) localDay: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'answer_until' }) answerUntil: Date;
  @Column('text', { default: 'planned' }) state: DeliveryState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'wake_at' }) wakeAt: Date;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('integer', { default: 0 }) fence: number;
  @Column('smallint', { default: 0 }) attempts: number;
  @Column('smallint', { default: 0 }) ambiguous: number;
  @Column('smallint', { default: 0 }) crashes: number;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
