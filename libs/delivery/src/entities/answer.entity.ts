import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type AnswerRoute = 'link' | 'reply' | 'web';

/** The answer of record: one per delivery, graded as it is written, never changed. */
@Entity({ schema: 'delivery', name: 'answer' })
@Check('ck_answer_route', `"route" IN ('link', 'reply', 'web')`)
@Index('ix_answer_line', ['lineId', 'answeredAt'])
@Index('ix_answer_unreviewed', ['answeredAt'], { where: 'reviewed_at IS NULL' })
export class Answer {
  @PrimaryColumn('bigint', { name: 'delivery_id', primaryKeyConstraintName: 'pk_answer' }) deliveryId: string;
  @Column('integer', { name: 'rep_id' }) repId: number;
  @Column('integer', { name: 'line_id' }) lineId: number;
  @Column('integer', { name: 'brick_id' }) brickId: number;
  @Column('integer', { name: 'version_id' }) versionId: number;
  @Column('smallint') occurrence: number;
  @Column('text', { array: true, default: () => "'{}'" }) choices: string[];
  @Column('text', { nullable: true }) text: string | null;
  /** null: this kind is not graded. */
  @Column('boolean', { nullable: true }) correct: boolean | null;
  @Column('text') route: AnswerRoute;
  /** Milliseconds since the mail was accepted. */
  @Column('bigint', { name: 'elapsed_ms' }) elapsedMs: string;
  @Column('timestamptz', { name: 'answered_at', default: () => 'now()' }) answeredAt: Date;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt: Date | null;
}
