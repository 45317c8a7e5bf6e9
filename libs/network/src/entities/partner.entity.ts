import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { ChannelType } from './channel-type.entity.js';
import { Tier } from './tier.entity.js';

/** A partner company. Its parent is the company above it in the network: distributor, reseller, store. */
@Entity({ schema: 'network', name: 'partner' })
@Unique('uq_partner_external_id', ['externalId'])
@Index('ix_partner_name', ['name', 'id'])
@Index('ix_partner_parent', ['parentId'])
@Index('ix_partner_lineage', ['lineage'], { type: 'gin' })
export class Partner {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_partner',
  })
  id: number;
  /** The vendor's own id of the company: what files and rules say. */
  @Column('text', { name: 'external_id' }) externalId: string;
  @Column('text') name: string;
  @ForeignKey(() => Partner, { name: 'fk_partner_parent' })
  @Column('integer', { name: 'parent_id', nullable: true })
  parentId: number | null;
  /** Ids from the topmost company down to this one, itself included; derived from the parents, never edited. */
  @Column('integer', { array: true, default: () => "'{}'" }) lineage: number[];
  @ForeignKey(() => ChannelType, { name: 'fk_partner_channel_type' })
  @Column('text', { name: 'channel_type', nullable: true })
  channelType: string | null;
  @ForeignKey(() => Tier, { name: 'fk_partner_tier' }) @Column('text', { nullable: true }) tier: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  @Column('text', { nullable: true }) country: string | null;
  /** ISO 3166-2 region of the country, such as QC: its public holidays count too. */
  @Column('text', { nullable: true }) region: string | null;
  /** IANA zone that reps without their own get. */
  @Column('text', { name: 'time_zone', nullable: true }) timeZone: string | null;
  /** ISO weekdays the company works on, 1 Monday to 7 Sunday; null: nothing is known, so no day is ruled out. */
  @Column('smallint', { name: 'work_days', array: true, nullable: true }) workDays: number[] | null;
  /** Local start and end of work, HH:MM; null: nothing is known. */
  @Column('text', { name: 'work_from', nullable: true }) workFrom: string | null;
  @Column('text', { name: 'work_until', nullable: true }) workUntil: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
