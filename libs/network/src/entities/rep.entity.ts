import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Partner } from './partner.entity.js';

/** `active` gets bricks; `suspended` does not for now; `left` no longer sells for the partner. */
export type RepStatus = 'active' | 'suspended' | 'left';

/** A person who sells at a partner. */
@Entity({ schema: 'network', name: 'rep' })
@Unique('uq_rep_external_id', ['externalId'])
@Unique('uq_rep_email', ['email'])
@Check('ck_rep_status', `status IN ('active', 'suspended', 'left')`)
@Index('ix_rep_name', ['lastName', 'firstName', 'id'])
@Index('ix_rep_words', { synchronize: false }) // over an expression, see the migration
@Index('ix_rep_active', ['partnerId'], { where: `status = 'active'` })
@Index('ix_rep_partner', ['partnerId'])
export class Rep {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_rep',
  })
  id: number;
  /** The vendor's or the partner's own id of the person. */
  @Column('text', { name: 'external_id' }) externalId: string;
  @ForeignKey(() => Partner, { name: 'fk_rep_partner' })
  @Column('integer', { name: 'partner_id' })
  partnerId: number;
  /** Lower case, domain in its ASCII form. */
  @Column('text') email: string;
  @Column('text', { name: 'first_name', default: '' }) firstName: string;
  @Column('text', { name: 'last_name', default: '' }) lastName: string;
  /** BCP 47, canonical: fr, fr-CA. */
  @Column('text', { default: 'en' }) locale: string;
  /** IANA zone. */
  @Column('text', { name: 'time_zone', default: 'UTC' }) timeZone: string;
  @Column('text', { name: 'job_role', nullable: true }) jobRole: string | null;
  /** What the vendor wants to tell reps apart by; texts, keyed without the `attr.` of files and rules. */
  @Column('jsonb', { default: {} }) attributes: Record<string, string>;
  /** The rep's own days and hours of work; null: the company's. */
  @Column('smallint', { name: 'work_days', array: true, nullable: true }) workDays: number[] | null;
  @Column('text', { name: 'work_from', nullable: true }) workFrom: string | null;
  @Column('text', { name: 'work_until', nullable: true }) workUntil: string | null;
  @Column('text', { default: 'active' }) status: RepStatus;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
