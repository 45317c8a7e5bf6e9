import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Localised } from './content/content.js';

/** `withdrawn`: the quiz is taken back. `corrected`: a new version says that another answer is right. */
export type RetractionKind = 'withdrawn' | 'corrected';

/** What a quiz has said and no longer holds: whoever answered it is to be told. One row each time; never changed. */
@Entity({ schema: 'editorial', name: 'retraction' })
@Check('ck_retraction_kind', `kind IN ('withdrawn', 'corrected')`)
@Index('ix_retraction_brick', ['brickId'])
export class Retraction {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'pk_retraction' })
  id: number;
  @ForeignKey('Brick', { name: 'fk_retraction_brick' })
  @Column('integer', { name: 'brick_id' })
  brickId: number;
  @Column('text')
  kind: RetractionKind;
  /** Number of the last version that said it. */
  @Column('integer', { name: 'until_version' })
  untilVersion: number;
  /** Which variants said it, 0 the question of the file; null: all. */
  @Column('smallint', { array: true, nullable: true })
  variants: number[] | null;
  /** What was wrong, in plain text by locale; empty when its author has not said. */
  @Column('jsonb', { default: {} })
  reason: Localised;
  @Column('timestamptz', { default: () => 'now()' })
  at: Date;
}
