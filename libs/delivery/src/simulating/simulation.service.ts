import { Injectable } from '@nestjs/common';
import { LinesQueries } from '@relais/editorial';
import { addDays, type LocalDate } from '@relais/platform';
import { spacingPolicies } from '../rules/spacing/index.js';
import { seeded, type SimulatedPeople } from './simulated-rep.rules.js';
import { simulate, type Simulation } from './simulation.rules.js';

export interface SimulationRequest {
  line: string;
  reps: number;
  days: number;
  from: LocalDate;
  people: SimulatedPeople;
  /** The same seed gives the same run. */
  seed: number;
}

/** Plays months of a line in seconds, with simulated people; writes nothing. */
@Injectable()
export class SimulationService {
  constructor(private readonly lines: LinesQueries) {}

  /** @throws NotFound `line.unknown` */
  async simulate({ line: slug, reps, days, from, people, seed }: SimulationRequest): Promise<Simulation> {
    const line = await this.lines.bySlug(slug);
    const bricks = await this.lines.bricks([line.id]);
    const start = line.startsOn ?? from;
    return simulate({
      line: {
        id: line.id,
        mode: line.mode,
        weekdays: line.weekdays,
        welcomes: line.start === 'enrolment',
        enrolledOn: from,
        bricks: bricks.map((b) => ({
          id: b.brickId,
          position: b.position,
          afterDays: b.day ?? 0,
          plannedOn: b.onDate ?? (b.day === null ? null : addDays(start, b.day)),
        })),
      },
      quizzes: new Set(bricks.filter((b) => b.kind === 'quiz').map((b) => b.brickId)),
      spacing: spacingPolicies[line.spacing],
      people,
      reps,
      from,
      days,
      random: seeded(seed),
    });
  }
}
