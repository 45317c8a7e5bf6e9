import { Injectable } from '@nestjs/common';
import { ScoringService } from '@relais/challenges';
import {
  answersRecorded,
  deliveriesDue,
  notesDue,
  NotesService,
  ReviewingService,
  SendingService,
} from '@relais/delivery';
import { JobRoutes } from '@relais/platform';

/** Every job and the one method it wakes: with ticks.ts, the whole background of the product. */
@Injectable()
export class WorkerRoutes {
  constructor(
    routes: JobRoutes,
    sending: SendingService,
    notes: NotesService,
    reviewing: ReviewingService,
    scoring: ScoringService,
  ) {
    routes
      .on(deliveriesDue, (_, signal) => sending.sendDue(signal))
      .on(notesDue, (_, signal) => notes.sendDue(signal))
      .on(answersRecorded, async ({ deliveryIds }) => {
        await scoring.score(deliveryIds);
        await reviewing.review();
      });
  }
}
