import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days on which a rep gets nothing: vacation, or a pause. Nothing is lost, everything comes later. */
@Entity({ schema: 'delivery', name: 'absence' })
export class Absence {
  @PrimaryColumn('integer', { name: 'rep_id', primaryKeyConstraintName: 'pk_absence' }) repId: number;
  @PrimaryColumn('date', { name: 'from_day', primaryKeyConstraintName: 'pk_absence' }) fromDay: string;
  /** Last day; null: until further notice. */
  @Column('date', { name: 'until_day', nullable: true }) untilDay: string | null;
  @Column('text') source: string;
}
