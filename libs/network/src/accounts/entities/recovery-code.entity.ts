import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** Takes the place of a code of the second factor, once. */
@Entity({ schema: 'network', name: 'recovery_code' })
export class RecoveryCode {
  @ForeignKey(() => Account, { name: 'fk_recovery_code_account', onDelete: 'CASCADE' })
  @PrimaryColumn('integer', { name: 'account_id', primaryKeyConstraintName: 'pk_recovery_code' })
  accountId: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_recovery_code' }) hash: string;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}
