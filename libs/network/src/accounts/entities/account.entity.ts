import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Partner } from '../../entities/partner.entity.js';
import type { StaffRole } from '../roles.rules.js';

/** A person of the vendor, or the admin of a partner company. Reps have none: they come by a link in a mail. */
@Entity({ schema: 'network', name: 'account' })
@Unique('uq_account_email', ['email'])
@Unique('uq_account_outside_id', ['outsideId'])
@Check('ck_account_status', `status IN ('active', 'disabled')`)
@Check(
  'ck_account_roles',
  `cardinality(roles) > 0 AND roles <@ ARRAY['programme-admin', 'channel-manager', 'author', 'coach', 'partner-admin', 'auditor']`,
)
@Check(
  'ck_account_partner',
  `(partner_id IS NOT NULL) = ('partner-admin' = ANY (roles)) AND (partner_id IS NULL OR cardinality(roles) = 1)`,
)
export class Account {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_account',
  })
  id: number;
  /** Lower case, domain in its ASCII form. */
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text', { default: 'en' }) locale: string;
  @Column('text', { array: true }) roles: StaffRole[];
  /** Whose admin; null for people of the vendor. */
  @ForeignKey(() => Partner, { name: 'fk_account_partner' })
  @Column('integer', { name: 'partner_id', nullable: true })
  partnerId: number | null;
  @Column('text', { default: 'active' }) status: 'active' | 'disabled';
  /** argon2id; null: invited and not come yet, or comes by OpenID Connect only. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column('boolean', { name: 'second_factor_required', default: false }) secondFactorRequired: boolean;
  @Column('text', { name: 'totp_secret', nullable: true }) totpSecret: string | null;
  @Column('timestamptz', { name: 'totp_confirmed_at', nullable: true }) totpConfirmedAt: Date | null;
  /** Step of the last code that was taken: each is good once. */
  @Column('bigint', { name: 'totp_last_step', default: 0 }) totpLastStep: string;
  /** Issuer and subject of OpenID Connect. */
  @Column('text', { name: 'outside_id', nullable: true }) outsideId: string | null;
  /** Its password is in the documentation. */
  @Column('boolean', { default: false }) demo: boolean;
  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true }) lastSignInAt: Date | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
