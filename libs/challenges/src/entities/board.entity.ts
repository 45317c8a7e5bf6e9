import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Challenge } from './challenge.entity.js';

/** What a board ranks: people, partner companies, segments. */
export const BOARD_KINDS = ['rep', 'partner', 'segment'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

/**
 * Fifty places of a board's snapshot in one row: a twentieth of the writing that a row a place would cost, which is what lets
 * a board of a million be counted every few seconds.
 */
@Entity({ schema: 'challenges', name: 'board_page' })
@Check('ck_board_page_by', `"by" IN ('rep', 'partner', 'segment')`)
@Index('ix_board_page_key', ['challengeId', 'firstKey', 'page'], { where: 'first_key IS NOT NULL' })
export class BoardPage {
  @ForeignKey(() => Challenge, { name: 'fk_board_page_challenge' })
  @PrimaryColumn('integer', { name: 'challenge_id', primaryKeyConstraintName: 'pk_board_page' })
  challengeId: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_board_page' }) by: BoardKind;
  /** From 0. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_board_page' }) page: number;
  /** Of the first place; people only. */
  @Column('bigint', { name: 'first_key', nullable: true }) firstKey: string | null;
  @Column('text', { array: true }) subjects: string[];
  @Column('integer', { array: true }) ranks: number[];
  @Column('double precision', { array: true }) points: number[];
  /** Ascending in the order of the board; people only. */
  @Column('bigint', { array: true, nullable: true }) keys: string[] | null;
}

/** When a board was last counted and its roster last called, and what that took. */
@Entity({ schema: 'challenges', name: 'board_refresh' })
export class BoardRefresh {
  @ForeignKey(() => Challenge, { name: 'fk_board_refresh_challenge' })
  @PrimaryColumn('integer', { name: 'challenge_id', primaryKeyConstraintName: 'pk_board_refresh' })
  challengeId: number;
  /** Every point awarded before this moment is in the snapshot; null: there is none yet. */
  @Column('timestamptz', { name: 'as_of', nullable: true }) asOf: Date | null;
  @Column('integer', { name: 'took_ms', default: 0 }) tookMs: number;
  /** Places on each of its boards. */
  @Column('integer', { default: 0 }) people: number;
  @Column('integer', { default: 0 }) partners: number;
  @Column('integer', { default: 0 }) segments: number;
  @Column('timestamptz', { name: 'roster_at', nullable: true }) rosterAt: Date | null;
  @Column('integer', { name: 'roster_took_ms', default: 0 }) rosterTookMs: number;
}

/** A batch of changes that the snapshot does not hold yet. Only ever added, and removed by the refresh that holds it. */
@Entity({ schema: 'challenges', name: 'board_change' })
@Index('ix_board_change_challenge', ['challengeId'])
export class BoardChange {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_board_change',
  })
  id: string;
  @Column('integer', { name: 'challenge_id' }) challengeId: number;
}
