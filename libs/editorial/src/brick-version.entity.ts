import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AnswerKey, BrickKind, Question } from './published-brick.js';

/** What a brick says; written once, never changed (a trigger refuses it). */
@Entity({ schema: 'editorial', name: 'brick_version' })
@Unique('uq_brick_version_number', ['brickId', 'number'])
@Check('ck_brick_version_kind', `kind IN ('info', 'quiz', 'poll', 'open', 'video')`)
export class BrickVersion {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'pk_brick_version' })
  id: number;
  @ForeignKey('Brick', { name: 'fk_brick_version_brick' })
  @Column('integer', { name: 'brick_id' })
  brickId: number;
  @Column('integer')
  number: number;
  @Column('text')
  kind: BrickKind;
  @Column('text', { nullable: true })
  theme: string | null;
  /** May be shown before the answer. */
  @Column('jsonb')
  question: Question;
  /** May be shown only after it. */
  @Column('jsonb', { name: 'answer_key' })
  answerKey: AnswerKey;
  @Column('text')
  digest: string;
  @Column('timestamptz', { name: 'published_at', default: () => 'now()' })
  publishedAt: Date;
}
