import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A rep on a line: since when. */
@Entity({ schema: 'delivery', name: 'enrolment' })
@Index('ix_enrolment_day', ['enrolledOn'])
export class Enrolment {
  @PrimaryColumn('integer', { name: 'line_id', primaryKeyConstraintName: 'pk_enrolment' }) lineId: number;
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_enrolment' }) repId: number;
  @Column('timestamptz', { name: 'enrolled_at', default: () => 'now()' }) enrolledAt: Date;
  /** The rep's local date at that moment. */
  @Column('date', { name: 'enrolled_on' }) enrolledOn: string;
}

/** A line's window for one work pattern on one day that has been planned: each is planned once. */
@Entity({ schema: 'delivery', name: 'planned_slot' })
export class PlannedSlot {
  @PrimaryColumn('integer', { name: 'line_id', primaryKeyConstraintName: 'pk_planned_slot' }) lineId: number;
  @PrimaryColumn('date', { name: 'local_day', primaryKeyConstraintName: 'pk_planned_slot' }) localDay: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_planned_slot' }) pattern: string;
}
