import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BoardNameService } from './boards/board-name.service.js';
import { BoardNamesQueries } from './boards/board-names.queries.js';
import { BoardSnapshotsQueries } from './boards/board-snapshots.queries.js';
import { BoardsQueries } from './boards/boards.queries.js';
import { BoardsService } from './boards/boards.service.js';
import { RecomputationQueries } from './boards/recomputation.queries.js';
import { RosterService } from './boards/roster.service.js';
import { ChallengesQueries } from './challenges.queries.js';
import { BoardChange, BoardPage, BoardRefresh } from './entities/board.entity.js';
import { BoardName } from './entities/board-name.entity.js';
import { Challenge } from './entities/challenge.entity.js';
import { Point } from './entities/point.entity.js';
import { Standing } from './entities/standing.entity.js';
import { ChallengeFiles } from './files/challenge-files.js';
import { MissedAnswers } from './scoring/missed-answers.js';
import { ScoringService } from './scoring/scoring.service.js';

const SERVICES = [
  BoardNameService,
  BoardsQueries,
  BoardsService,
  ChallengeFiles,
  ChallengesQueries,
  RecomputationQueries,
  RosterService,
  ScoringService,
];

/** Points, boards, standings. */
@Module({
  imports: [TypeOrmModule.forFeature([Challenge, Point, Standing, BoardPage, BoardRefresh, BoardChange, BoardName])],
  providers: [...SERVICES, BoardNamesQueries, BoardSnapshotsQueries, MissedAnswers],
  exports: SERVICES,
})
export class ChallengesModule {}
