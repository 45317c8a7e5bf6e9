export { AccountNamesQueries, type AccountName } from './accounts/account-names.queries.js';
export * from './accounts/index.js';
export {
  PartnersQueries,
  type ListedPartner,
  type PartnerDetail,
  type PartnerFilter,
  type PartnerPage,
} from './directory/partners.queries.js';
export {
  RepsQueries,
  type DirectoryRep,
  type RepDetail,
  type RepFilter,
  type RepPage,
} from './directory/reps.queries.js';
export { readCursor, writeCursor } from './listing/listing.rules.js';
export { ChannelType } from './entities/channel-type.entity.js';
export type { LocalName } from './entities/local-name.js';
export { Partner } from './entities/partner.entity.js';
export { Rep, type RepStatus } from './entities/rep.entity.js';
export { Segment } from './entities/segment.entity.js';
export { Tier } from './entities/tier.entity.js';
export type { NamedCode, NetworkCodes } from './files/named-codes.js';
export {
  checkNetworkFiles,
  NetworkFiles,
  readKnownSegments,
  readNetworkCodes,
  type NetworkSync,
} from './files/network-files.js';
export type { Tally } from './files/tally.js';
export { NetworkModule } from './network.module.js';
export type { ImportOptions, ImportProgress, ImportReport, RejectedCell } from './people/import-report.js';
export { PeopleExportQueries } from './people/people-export.queries.js';
export { PeopleImportService } from './people/people-import.service.js';
export { compileAnyOf, compileSegment, type CompiledSegment } from './segments/segment-sql.rules.js';
export {
  checkSegmentRule,
  parseSegmentRule,
  type Condition,
  type KnownCodes,
  type SegmentRule,
} from './segments/segment.rules.js';
export { SegmentQueries, type ListedRep, type SegmentCount } from './segments/segments.queries.js';
export { SegmentsService, type SegmentDefinition } from './segments/segments.service.js';
export { EditedSegmentsService, type EditedSegment } from './segments/edited-segments.service.js';
export { OPERATORS, type Operator } from './segments/segment-fields.rules.js';
export { SegmentReachQueries, type SegmentReach } from './segments/segment-reach.queries.js';
export { SegmentValuesQueries, type RuleField } from './segments/segment-values.queries.js';
export { MOST_IMPORT_BYTES, PeopleImportsService, type ListedImport } from './imports/people-imports.service.js';
export type { PeopleImportState } from './imports/people-import.entity.js';
