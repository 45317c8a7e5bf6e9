export {
  BoardsQueries,
  type BoardEntry,
  type BoardOf,
  type BoardOptions,
  type BoardView,
  type OwnStanding,
  type PersonEntry,
} from './boards/boards.queries.js';
export { BoardNameService, SHOWN_AS, type OwnBoardName, type ShownAs } from './boards/board-name.service.js';
export { BoardsService, type Refreshed } from './boards/boards.service.js';
export { betweenCounts } from './boards/board-pace.rules.js';
export { textFor } from './boards/board-names.rules.js';
export type { RankedPlace } from './boards/board.rules.js';
export { RecomputationQueries, type BoardCheck } from './boards/recomputation.queries.js';
export { RosterService } from './boards/roster.service.js';
export { ChallengesModule } from './challenges.module.js';
export { ChallengesQueries, type RunningChallenge } from './challenges.queries.js';
export { BOARD_KINDS, type BoardKind } from './entities/board.entity.js';
export { Challenge, type ScoringEntry } from './entities/challenge.entity.js';
export { Point } from './entities/point.entity.js';
export { Standing } from './entities/standing.entity.js';
export { ChallengeFiles, checkChallengeFiles, type ChallengeSync } from './files/challenge-files.js';
export { SCORING_RULES } from './rules/index.js';
export type { AppliedRule, ScoringContext, ScoringRule } from './rules/scoring-rule.js';
export { ScoringService, type Earned } from './scoring/scoring.service.js';
