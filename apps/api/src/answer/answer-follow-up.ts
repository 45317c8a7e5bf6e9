import { Injectable, Logger } from '@nestjs/common';
import { BoardsQueries, ChallengesQueries, ScoringService } from '@relais/challenges';
import { AnsweringService, type AnswerView } from '@relais/delivery';
import { nameIn } from '../pages/named.rules.js';
import type { AfterAnswer, StandingShown } from './result-page.js';

/** Longer than this the page does not wait for points, in milliseconds: the answer is recorded, a sweep finds the points. */
const PATIENCE = 1_500;

/** What the page after an answer tells beside the answer. None of it may keep the page away: what fails is left out. */
@Injectable()
export class AnswerFollowUp {
  private readonly log = new Logger('Answers');

  constructor(
    private readonly answering: AnsweringService,
    private readonly scoring: ScoringService,
    private readonly challenges: ChallengesQueries,
    private readonly boards: BoardsQueries,
  ) {}

  /** After a POST: gives the points their row at once and tells what they are. */
  async settle(view: AnswerView): Promise<AfterAnswer> {
    const [earned, next] = await Promise.all([
      this.attempt('points', () => this.scoring.scoreNow(view.deliveryId)),
      this.next(view),
    ]);
    if (!earned) return { won: null, pending: true, standings: [], next };
    const standings = await this.attempt('standings', () =>
      this.standings(
        view,
        earned.map(({ challenge }) => challenge),
      ),
    );
    return {
      won: earned.reduce((sum, { awarded }) => sum + awarded, 0),
      pending: false,
      standings: standings ?? [],
      next,
    };
  }

  /** On a GET: reads only. */
  async look(view: AnswerView): Promise<AfterAnswer> {
    const [earned, next] = await Promise.all([
      this.attempt('points', () => this.scoring.earned(view.deliveryId)),
      this.next(view),
    ]);
    const standings = await this.attempt('standings', () => this.running(view.rep));
    const won = earned && earned.reduce((sum, { awarded }) => sum + awarded, 0);
    return { won, pending: false, standings: standings ?? [], next };
  }

  async next(view: AnswerView): Promise<AfterAnswer['next']> {
    return this.attempt('next brick', () => this.answering.next(view.rep.id, view.deliveryId));
  }

  /** Where somebody stands in what runs now. */
  async running(rep: Pick<AnswerView['rep'], 'id' | 'locale'>): Promise<StandingShown[]> {
    return this.standings(
      { rep },
      (await this.challenges.running()).map(({ slug }) => slug),
    );
  }

  private async standings(
    { rep }: { rep: Pick<AnswerView['rep'], 'id' | 'locale'> },
    slugs: string[],
  ): Promise<StandingShown[]> {
    const found = await Promise.all(
      slugs.map(async (slug) => {
        const { id, name } = await this.challenges.findKept(slug);
        const own = await this.boards.own(id, rep.id);
        return (
          own && {
            path: `/boards/${encodeURIComponent(slug)}`,
            name: nameIn(name, rep.locale),
            points: own.points,
            rank: own.points > 0 ? own.rank : null,
            of: own.total,
          }
        );
      }),
    );
    return found.filter((standing) => standing !== null);
  }

  private async attempt<Result>(what: string, work: () => Promise<Result>): Promise<Result | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`nothing within ${PATIENCE} ms`)), PATIENCE);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (error) {
      this.log.warn(`The ${what} could not be shown: ${(error as Error).message}`);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
