import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A mail that came in: what it was and what became of it. Its text is not kept; an accepted answer is in `answer`. */
@Entity({ schema: 'delivery', name: 'inbound_message' })
@Index('uq_inbound_message_origin', ['origin'], { unique: true, where: 'origin IS NOT NULL' })
@Index('ix_inbound_message_rep', ['repId', 'receivedAt'], { where: 'rep_id IS NOT NULL' })
export class InboundMessage {
  /** SHA-256 of the source and its recipients, in hexadecimal. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_inbound_message' }) digest: string;
  @Column('text') nature: string;
  @Column('text') outcome: string;
  @Column('bigint', { name: 'delivery_id', nullable: true }) deliveryId: string | null;
  @Column('integer', { name: 'rep_id', nullable: true }) repId: number | null;
  @Column('jsonb', { default: () => "'{}'" }) detail: Record<string, unknown>;
  /** Mailbox, UIDVALIDITY and UID of a mail that was fetched; null for one that was handed in. */
  @Column('text', { nullable: true }) origin: string | null;
  @Column('timestamptz', { name: 'received_at', default: () => 'now()' }) receivedAt: Date;
}
