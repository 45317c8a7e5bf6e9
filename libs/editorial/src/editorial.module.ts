import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrickVersion } from './brick-version.entity.js';
import { BrickVersions } from './brick-versions.queries.js';
import { Brick } from './brick.entity.js';
import { ContentExport } from './content-export.service.js';
import { EditorialLine } from './line.entity.js';
import { LinesQueries } from './lines.queries.js';
import { PublishingService } from './publishing.service.js';
import { Retraction } from './retraction.entity.js';
import { RetractionsQueries } from './retractions.queries.js';

@Module({
  imports: [TypeOrmModule.forFeature([EditorialLine, Brick, BrickVersion, Retraction])],
  providers: [PublishingService, ContentExport, BrickVersions, LinesQueries, RetractionsQueries],
  exports: [PublishingService, ContentExport, BrickVersions, LinesQueries, RetractionsQueries],
})
export class EditorialModule {}
