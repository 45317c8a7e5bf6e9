import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A retraction whose readers have their notes written. */
@Entity({ schema: 'delivery', name: 'told_retraction' })
export class ToldRetraction {
  @PrimaryColumn('integer', { name: 'retraction_id', primaryKeyConstraintName: 'pk_told_retraction' })
  retractionId: number;
  @Column('timestamptz', { name: 'told_at', default: () => 'now()' }) toldAt: Date;
}
