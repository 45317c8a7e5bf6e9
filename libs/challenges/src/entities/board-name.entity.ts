import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How a person wishes to be called on boards. No row: by first name and initial. */
@Entity({ schema: 'challenges', name: 'board_name' })
@Index('uq_board_name_pseudonym', { synchronize: false }) // over lower(pseudonym), which an entity cannot say
export class BoardName {
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_board_name' }) repId: number;
  /** null: not at all, the place stands without a name. */
  @Column('text', { nullable: true }) pseudonym: string | null;
  @Column('timestamptz', { name: 'chosen_at', default: () => 'now()' }) chosenAt: Date;
}
