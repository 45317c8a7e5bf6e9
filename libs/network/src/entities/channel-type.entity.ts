import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalName } from './local-name.js';

/** How a partner sells: distributor, reseller, retailer, ... The order is the one of the file, for lists to choose from. */
@Entity({ schema: 'network', name: 'channel_type' })
export class ChannelType {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_channel_type' }) code: string;
  @Column('jsonb') name: LocalName;
  @Column('integer') position: number;
}
