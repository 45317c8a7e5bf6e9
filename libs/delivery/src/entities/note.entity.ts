import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/**
 * What a note tells its reader.
 * - `result`: the answer that the reply has recorded. - `repeated`: the answer that was there before. - `ask`: the reply was not one answer.
 * - `unproven`: nothing shows that the reply is the rep's. - `expired`, `withdrawn`: the brick is closed. - `stopped`: the line, or everything, stops.
 * - `retracted`: a quiz they answered was taken back or corrected; it answers no mail.
 */
export type NoteAbout = 'result' | 'repeated' | 'ask' | 'unproven' | 'expired' | 'withdrawn' | 'stopped' | 'retracted';

/** A mail that answers a received one, or tells of a retraction. It goes the way of a delivery: claimed with a fence, committed before the dot, tried again, expired. */
@Entity({ schema: 'delivery', name: 'note' })
@Unique('uq_note_digest', ['digest'])
@Unique('uq_note_retraction', ['retractionId', 'repId'])
@Check('ck_note_cause', '(digest IS NULL) <> (retraction_id IS NULL)')
@Check(
  'ck_note_state',
  `"state" IN ('planned', 'claimed', 'sending', 'accepted', 'refused', 'expired', 'suppressed', 'held')`,
)
@Index('ix_note_wake', ['wakeAt'], { where: `state = 'planned'` })
@Index('ix_note_lease', ['leaseUntil'], { where: `state IN ('claimed', 'sending')` })
@Index('ix_note_rep', ['repId', 'createdAt'])
export class NoteRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_note',
  })
  id: string;
  /** Of the received mail it answers: at most one note each. */
  @Column('text', { nullable: true }) digest: string | null;
  /** The retraction it tells of: one note for each rep. */
  @Column('integer', { name: 'retraction_id', nullable: true }) retractionId: number | null;
  @Column('bigint', { name: 'delivery_id' }) deliveryId: string;
  @Column('integer', { name: 'rep_id' }) repId: number;
  @Column('text') about: NoteAbout;
  @Column('jsonb', { default: () => "'{}'" }) detail: Record<string, string | null>;
  @Column('text', { default: 'planned' }) state: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'wake_at', default: () => 'now()' }) wakeAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('integer', { default: 0 }) fence: number;
  @Column('smallint', { default: 0 }) attempts: number;
  @Column('smallint', { default: 0 }) ambiguous: number;
  @Column('smallint', { default: 0 }) crashes: number;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
