import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountNamesQueries } from './accounts/account-names.queries.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { PartnersQueries } from './directory/partners.queries.js';
import { RepsQueries } from './directory/reps.queries.js';
import { ChannelType } from './entities/channel-type.entity.js';
import { Partner } from './entities/partner.entity.js';
import { Rep } from './entities/rep.entity.js';
import { Segment } from './entities/segment.entity.js';
import { Tier } from './entities/tier.entity.js';
import { NetworkFiles } from './files/network-files.js';
import { PeopleImport } from './imports/people-import.entity.js';
import { PeopleImportsService } from './imports/people-imports.service.js';
import { PeopleExportQueries } from './people/people-export.queries.js';
import { PeopleImportService } from './people/people-import.service.js';
import { EditedSegmentsService } from './segments/edited-segments.service.js';
import { SegmentReachQueries } from './segments/segment-reach.queries.js';
import { SegmentValuesQueries } from './segments/segment-values.queries.js';
import { SegmentQueries } from './segments/segments.queries.js';
import { SegmentsService } from './segments/segments.service.js';

const PROVIDERS = [
  PartnersQueries,
  RepsQueries,
  PeopleImportsService,
  EditedSegmentsService,
  SegmentReachQueries,
  SegmentValuesQueries,
  AccountNamesQueries,
  NetworkFiles,
  PeopleExportQueries,
  PeopleImportService,
  SegmentQueries,
  SegmentsService,
];

/** Who: partners, reps, tiers, channel types, segments; and who may come in. */
@Module({
  imports: [AccountsModule, TypeOrmModule.forFeature([ChannelType, Partner, PeopleImport, Rep, Segment, Tier])],
  providers: PROVIDERS,
  exports: [...PROVIDERS, AccountsModule],
})
export class NetworkModule {}
