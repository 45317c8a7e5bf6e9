import { Injectable } from '@nestjs/common';
import { BoardsService, ScoringService } from '@relais/challenges';
import { NotesService, RetractionsService, ReviewingService } from '@relais/delivery';

/** The rooms that work on answers once they are recorded, and write to those who gave them. */
@Injectable()
export class AfterAnswers {
  constructor(
    readonly reviewing: ReviewingService,
    readonly scoring: ScoringService,
    readonly boards: BoardsService,
    readonly notes: NotesService,
    readonly retractions: RetractionsService,
  ) {}
}
