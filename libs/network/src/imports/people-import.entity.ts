import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ImportProgress, ImportReport } from '../people/import-report.js';
import type { Fault } from '@relais/platform';

/** `waiting` to be checked, `checked`: seen, not yet done; `applying`, then `applied`; `refused`: no table of people; `failed`: ours. */
export type PeopleImportState = 'waiting' | 'checked' | 'applying' | 'applied' | 'refused' | 'failed';

/** A people file on its way in: checked first, applied when somebody says so. */
@Entity({ schema: 'network', name: 'people_import' })
@Check('ck_people_import_state', `state IN ('waiting', 'checked', 'applying', 'applied', 'refused', 'failed')`)
@Index('ix_people_import_due', ['id'], { where: `state IN ('waiting', 'applying')` })
export class PeopleImport {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_people_import',
  })
  id: number;
  @Column('text') name: string;
  @Column('integer') bytes: number;
  /** The file itself; gone once it is applied, or a day old. */
  @Column('bytea', { nullable: true }) content: Buffer | null;
  @Column('text', { default: 'waiting' }) state: PeopleImportState;
  @Column('boolean', { name: 'skip_invalid', default: false }) skipInvalid: boolean;
  @Column('jsonb', { nullable: true }) progress: ImportProgress | null;
  /** Of the check, then of what was done. */
  @Column('jsonb', { nullable: true }) report: ImportReport | null;
  /** Why the file was refused. */
  @Column('jsonb', { nullable: true }) refusal: { code: string; message: string; faults: Fault[] } | null;
  @Column('smallint', { default: 0 }) attempts: number;
  /** Whoever works on it renews this; nobody else takes it until then. */
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  /** Account. */
  @Column('integer', { name: 'uploaded_by' }) uploadedBy: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
