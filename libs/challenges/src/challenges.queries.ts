import { Injectable } from '@nestjs/common';
import { compileAnyOf, type SegmentRule } from '@relais/network';
import { Clock, NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { ScoringEntry } from './entities/challenge.entity.js';
import { appliedRules } from './rules/index.js';
import type { AppliedRule } from './rules/scoring-rule.js';
import type { Parameters } from './statement.js';

/** A challenge with all it refers to resolved: what scoring, roster and boards work with. */
export interface RunningChallenge {
  id: number;
  slug: string;
  name: Record<string, string>;
  lineIds: number[];
  /** null: everybody. */
  segments: SegmentRule[] | null;
  startsAt: Date;
  endsAt: Date;
  rules: AppliedRule[];
}

interface Stored {
  id: number;
  slug: string;
  name: Record<string, string>;
  startsAt: Date;
  endsAt: Date;
  scoring: ScoringEntry[];
  lineIds: number[];
  everybody: boolean;
  rules: SegmentRule[];
}

/** How long the answer path may go by what it remembers of the challenges. */
const KEPT_MS = 5_000;
/** An answer is scored within seconds; challenges that ended longer ago are left to the sweep. */
const SCORED_AFTER_END = '1 day';

const STORED = `
SELECT c.id, c.slug, c.name, c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.scoring, c.segments = '{}' AS everybody,
       ARRAY(SELECT l.id FROM editorial.line l WHERE l.slug = ANY (c.lines) ORDER BY l.id) AS "lineIds",
       ARRAY(SELECT s.rule FROM network.segment s WHERE s.slug = ANY (c.segments) ORDER BY s.slug) AS rules
FROM challenges.challenge c`;

/** Reads challenges. Those that can still award points are remembered for some seconds: they are asked for with each answer. */
@Injectable()
export class ChallengesQueries {
  private remembered: { challenges: Promise<RunningChallenge[]>; until: number } | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Challenges an answer of this moment could belong to; up to five seconds old. */
  running(): Promise<RunningChallenge[]> {
    const now = this.clock.monotonic();
    if (!this.remembered || now >= this.remembered.until) {
      const challenges = this.load(`WHERE c.ends_at > now() - interval '${SCORED_AFTER_END}'`);
      challenges.catch(() => this.forget()); // the next caller asks again
      this.remembered = { challenges, until: now + KEPT_MS };
    }
    return this.remembered.challenges;
  }

  /** Called when this process changed a challenge. */
  forget(): void {
    this.remembered = null;
  }

  /** Every challenge there ever was, the latest first. */
  all(): Promise<RunningChallenge[]> {
    return this.load('');
  }

  /** @throws NotFound `challenge.unknown` */
  async find(slug: string): Promise<RunningChallenge> {
    const [found] = await this.load('WHERE c.slug = $1', [slug]);
    if (!found) throw new NotFound('challenge.unknown', `There is no challenge ${slug.slice(0, 80)}.`);
    return found;
  }

  /** As `find`, from memory when the challenge runs: what it says may be five seconds old. */
  async findKept(slug: string): Promise<RunningChallenge> {
    const kept = (await this.running()).find((challenge) => challenge.slug === slug);
    return kept ?? this.find(slug);
  }

  /** @throws NotFound `challenge.unknown` */
  async read(id: number, db: DataSource | EntityManager = this.db): Promise<RunningChallenge> {
    const [found] = await this.load('WHERE c.id = $1', [id], db);
    if (!found) throw new NotFound('challenge.unknown', `There is no challenge with the id ${id}.`);
    return found;
  }

  private async load(where: string, parameters: unknown[] = [], db: DataSource | EntityManager = this.db) {
    const found = await rows<Stored>(db, `${STORED} ${where} ORDER BY c.starts_at DESC, c.id`, parameters);
    return found.map(({ scoring, everybody, rules, ...challenge }): RunningChallenge => {
      return { ...challenge, segments: everybody ? null : rules, rules: appliedRules(scoring) };
    });
  }
}

/**
 * "Belongs to the challenge" over r (network.rep) and p (network.partner). A segment that no longer exists holds nobody: a
 * challenge must not open to everybody because a file was removed.
 */
export function belongs({ segments }: RunningChallenge, parameters: Parameters): string {
  return segments === null ? 'true' : parameters.embed((first) => compileAnyOf(segments, first));
}
