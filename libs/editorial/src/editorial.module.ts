import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrickVersion } from './brick-version.entity.js';
import { BrickVersions } from './brick-versions.queries.js';
import { Brick } from './brick.entity.js';
import { ContentExport } from './content-export.service.js';
import { EditorialLine } from './line.entity.js';
import { LinesQueries } from './lines.queries.js';
import { PublishingService } from './publishing.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([EditorialLine, Brick, BrickVersion])],
  providers: [PublishingService, ContentExport, BrickVersions, LinesQueries],
  exports: [PublishingService, ContentExport, BrickVersions, LinesQueries],
})
export class EditorialModule {}
