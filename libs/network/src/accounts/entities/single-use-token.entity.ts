import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Rep } from '../../entities/rep.entity.js';
import { Account } from './account.entity.js';

export type TokenPurpose = 'first-admin' | 'invite' | 'reset' | 'sign-in';

/** A link that works once. The link holds the token, the row its digest. */
@Entity({ schema: 'network', name: 'single_use_token' })
@Check('ck_single_use_token_purpose', `purpose IN ('first-admin', 'invite', 'reset', 'sign-in')`)
@Index('ix_single_use_token_account', ['accountId'], { where: 'account_id IS NOT NULL' })
@Index('ix_single_use_token_rep', ['repId'], { where: 'rep_id IS NOT NULL' })
export class SingleUseToken {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_single_use_token' }) hash: string;
  @Column('text') purpose: TokenPurpose;
  @ForeignKey(() => Account, { name: 'fk_single_use_token_account', onDelete: 'CASCADE' })
  @Column('integer', { name: 'account_id', nullable: true })
  accountId: number | null;
  @ForeignKey(() => Rep, { name: 'fk_single_use_token_rep', onDelete: 'CASCADE' })
  @Column('integer', { name: 'rep_id', nullable: true })
  repId: number | null;
  /** Digest of the cookie of the browser that asked; null: any browser. */
  @Column('text', { nullable: true }) browser: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}
