import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days on which a rep gets nothing: vacation, or a pause. Nothing is lost, everything comes later. */
@Entity({ schema: 'delivery', name: 'absence' })
export class Absence {
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_absence' }) repId: number;
  @PrimaryColumn('date', { name: 'from_day', primaryKeyConstraintName: 'pk_absence' }) fromDay: string;
  /** Last day; null: until further notice. */
  @Column('date', { name: 'until_day', nullable: true }) untilDay: string | null;
  @Column('text') source: string;
  /** Why, for the people who run the programme. */
  @Column('text', { nullable: true }) note: string | null;
}

/** Days on which nobody of a company gets anything; those who join it meanwhile neither. */
@Entity({ schema: 'delivery', name: 'closure' })
export class Closure {
  @PrimaryColumn('integer', { name: 'partner_id', primaryKeyConstraintName: 'pk_closure' }) partnerId: number;
  @PrimaryColumn('date', { name: 'from_day', primaryKeyConstraintName: 'pk_closure' }) fromDay: string;
  /** Last day; null: until further notice. */
  @Column('date', { name: 'until_day', nullable: true }) untilDay: string | null;
  @Column('text') source: string;
  @Column('text', { nullable: true }) note: string | null;
}
