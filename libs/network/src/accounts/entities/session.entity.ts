import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Rep } from '../../entities/rep.entity.js';
import { Account } from './account.entity.js';

/** `open` may do what its roles may; the others wait for a code, or for the second factor to be set up, and may do nothing else. */
export type SessionStage = 'open' | 'second-factor' | 'enrol';

/** A browser in which somebody is signed in. Its cookie holds a token; the row holds the token's digest. */
@Entity({ schema: 'network', name: 'session' })
@Unique('uq_session_token_hash', ['tokenHash'])
@Check('ck_session_stage', `stage IN ('open', 'second-factor', 'enrol')`)
@Check('ck_session_person', '(account_id IS NULL) <> (rep_id IS NULL)')
@Index('ix_session_account', ['accountId'], { where: 'account_id IS NOT NULL' })
@Index('ix_session_rep', ['repId'], { where: 'rep_id IS NOT NULL' })
export class Session {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_session',
  })
  id: string;
  @Column('text', { name: 'token_hash' }) tokenHash: string;
  @ForeignKey(() => Account, { name: 'fk_session_account', onDelete: 'CASCADE' })
  @Column('integer', { name: 'account_id', nullable: true })
  accountId: number | null;
  @ForeignKey(() => Rep, { name: 'fk_session_rep', onDelete: 'CASCADE' })
  @Column('integer', { name: 'rep_id', nullable: true })
  repId: number | null;
  @Column('text', { default: 'open' }) stage: SessionStage;
  /** What the browser calls itself. */
  @Column('text', { default: '' }) agent: string;
  @Column('text', { default: '' }) address: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  /** To the minute. */
  @Column('timestamptz', { name: 'seen_at', default: () => 'now()' }) seenAt: Date;
  @Column('timestamptz', { name: 'idle_until' }) idleUntil: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
}
