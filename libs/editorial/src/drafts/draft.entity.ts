import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { DraftDocument } from './draft-document.js';
import type { DraftState } from './draft-state.rules.js';

/** A brick as it is being written. Who writes and approves are accounts, by id: people are a stranger's table. */
@Entity({ schema: 'editorial', name: 'draft' })
@Check('ck_draft_state', `state IN ('draft', 'in-review', 'approved', 'published', 'discarded')`)
@Check('ck_draft_approval', `approved_by IS NULL OR NOT approved_by = ANY (writers)`)
@Index('uq_draft_open', ['lineId', 'slug'], { unique: true, where: `state IN ('draft', 'in-review', 'approved')` })
@Index('ix_draft_version', ['versionId'], { where: 'version_id IS NOT NULL' })
export class Draft {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'pk_draft' })
  id: number;
  @ForeignKey('EditorialLine', { name: 'fk_draft_line' })
  @Column('integer', { name: 'line_id' })
  lineId: number;
  /** null: a new brick. */
  @ForeignKey('Brick', { name: 'fk_draft_brick' })
  @Column('integer', { name: 'brick_id', nullable: true })
  brickId: number | null;
  /** The version it began from. */
  @ForeignKey('BrickVersion', { name: 'fk_draft_base' })
  @Column('integer', { name: 'base_id', nullable: true })
  baseId: number | null;
  @Column('text') slug: string;
  @Column('integer') position: number;
  @Column('integer', { nullable: true }) day: number | null;
  @Column('date', { name: 'on_date', nullable: true }) onDate: string | null;
  @Column('jsonb') document: DraftDocument;
  @Column('text', { default: 'draft' }) state: DraftState;
  /** Grows with every change: who saves says which one was read. */
  @Column('integer', { default: 1 }) revision: number;
  /** Everybody who changed the text since the version it began from. */
  @Column('integer', { array: true }) writers: number[];
  /** What the reviewer asks for. */
  @Column('text', { nullable: true }) note: string | null;
  @Column('integer', { name: 'sent_by', nullable: true }) sentBy: number | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('integer', { name: 'approved_by', nullable: true }) approvedBy: number | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('integer', { name: 'published_by', nullable: true }) publishedBy: number | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  /** What it became. */
  @ForeignKey('BrickVersion', { name: 'fk_draft_version' })
  @Column('integer', { name: 'version_id', nullable: true })
  versionId: number | null;
  @Column('integer', { name: 'updated_by' }) updatedBy: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
