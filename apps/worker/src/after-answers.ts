import { Injectable } from '@nestjs/common';
import { BoardsService, ScoringService } from '@relais/challenges';
import { ReviewingService } from '@relais/delivery';

/** The rooms that work on answers once they are recorded. */
@Injectable()
export class AfterAnswers {
  constructor(
    readonly reviewing: ReviewingService,
    readonly scoring: ScoringService,
    readonly boards: BoardsService,
  ) {}
}
