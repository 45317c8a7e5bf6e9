import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One scoring rule of a challenge with its parameters, as the file has it: `{ rule: 'right-first-answer', points: 10 }`. */
export interface ScoringEntry {
  rule: string;
  [parameter: string]: unknown;
}

/** A time-boxed contest over lines, for the people of some segments. Who belongs to it and what counts follows from this row. */
@Entity({ schema: 'challenges', name: 'challenge' })
@Unique('uq_challenge_slug', ['slug'])
export class Challenge {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_challenge',
  })
  id: number;
  @Column('text') slug: string;
  /** By locale. */
  @Column('jsonb') name: Record<string, string>;
  /** Slugs. */
  @Column('text', { array: true }) lines: string[];
  /** Slugs; none: everybody. */
  @Column('text', { array: true, default: () => "'{}'" }) segments: string[];
  /** The window is [startsAt, endsAt), both in whole milliseconds, so that they are the same in JavaScript. */
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
  @Column('jsonb') scoring: ScoringEntry[];
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}
