import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrickVersion } from './brick-version.entity.js';
import { BrickVersions } from './brick-versions.queries.js';
import { Brick } from './brick.entity.js';
import { ContentExport } from './content-export.service.js';
import { Draft } from './drafts/draft.entity.js';
import { DraftsQueries } from './drafts/drafts.queries.js';
import { DraftsService } from './drafts/drafts.service.js';
import { HistoryQueries } from './drafts/history.queries.js';
import { BricksQueries } from './drafts/bricks.queries.js';
import { SketchesQueries } from './drafts/sketches.queries.js';
import { EditorialLine } from './line.entity.js';
import { EditedLinesQueries } from './lines/edited-lines.queries.js';
import { LinesService } from './lines/lines.service.js';
import { CalendarQueries } from './calendar/calendar.queries.js';
import { PlansService } from './calendar/plans.service.js';
import { LinesQueries } from './lines.queries.js';
import { PublishingService } from './publishing.service.js';
import { Retraction } from './retraction.entity.js';
import { RetractionsQueries } from './retractions.queries.js';

const PROVIDERS = [
  PublishingService,
  ContentExport,
  BrickVersions,
  LinesQueries,
  RetractionsQueries,
  BricksQueries,
  DraftsQueries,
  DraftsService,
  HistoryQueries,
  SketchesQueries,
  EditedLinesQueries,
  LinesService,
  CalendarQueries,
  PlansService,
];

/** What: lines, bricks and their versions, and how they come about. */
@Module({
  imports: [TypeOrmModule.forFeature([EditorialLine, Brick, BrickVersion, Draft, Retraction])],
  providers: PROVIDERS,
  exports: PROVIDERS,
})
export class EditorialModule {}
