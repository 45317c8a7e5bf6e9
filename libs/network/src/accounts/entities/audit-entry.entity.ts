import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what, when. Rows are added and never changed: a trigger refuses it. */
@Entity({ schema: 'network', name: 'audit_entry' })
@Check('ck_audit_entry_actor_kind', `actor_kind IN ('account', 'rep', 'nobody', 'operator')`)
@Index('ix_audit_entry_subject', ['subject', 'id'], { where: 'subject IS NOT NULL' })
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_entry',
  })
  id: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text', { name: 'actor_kind' }) actorKind: 'account' | 'rep' | 'nobody' | 'operator';
  @Column('integer', { name: 'actor_id', nullable: true }) actorId: number | null;
  @Column('text') action: string;
  /** Kind and id, such as account:7. */
  @Column('text', { nullable: true }) subject: string | null;
  @Column('jsonb', { default: {} }) detail: Record<string, unknown>;
  @Column('text', { nullable: true }) address: string | null;
}
