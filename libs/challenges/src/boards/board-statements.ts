import type { BoardKind } from '../entities/board.entity.js';

/** Places in one row of a snapshot. */
export const PAGE_PLACES = 50;
/** Pages that SNAPSHOT takes: what two hundred places can touch. */
export const MOST_PAGES = 5;

/*
 * A board stands in the order of one number: minus the points, and behind them the mean time from sending to answer. Sorting
 * a million by one number takes half as long as by two. The time has 36 bits, more than two years of milliseconds; nothing can
 * be answered later than one year after it was sent. That leaves a person room for 134 million points.
 */
const TIMES = 2n ** 36n;
/** Without an answer there is no mean: behind all who have one. */
const NEVER = TIMES - 1n;

const PERSON_KEY = `(- s.points * ${TIMES} + least(coalesce(s.elapsed_ms / nullif(s.awards, 0), ${NEVER}), ${NEVER}))`;

/*
 * Points of a team are the mean over all its people, which is seldom a whole number. They are compared as billionths of
 * billionths, rounded down: different means over up to 10^9 people each stay different, equal ones equal. Shown is the mean
 * rounded half up to tenths.
 */
const TEAM = `
       - div(sum(s.points) * 1000000000000000000, count(*)) * ${TIMES}
         + least(coalesce(div(sum(s.elapsed_ms), nullif(sum(s.awards), 0)), ${NEVER}), ${NEVER}) AS key,
       (div(sum(s.points) * 20 + count(*), 2 * count(*)) / 10)::float8 AS points`;

const SCORES: Record<BoardKind, string> = {
  rep: `
SELECT s.rep_id::text AS subject, s.rep_id AS tie, ${PERSON_KEY} AS key, s.points::float8 AS points
FROM challenges.standing s WHERE s.challenge_id = $1 AND s.listed`,
  partner: `
SELECT s.partner_id::text AS subject, s.partner_id AS tie, ${TEAM}
FROM challenges.standing s WHERE s.challenge_id = $1 AND s.listed GROUP BY s.partner_id`,
  segment: `
SELECT slug AS subject, slug COLLATE "C" AS tie, ${TEAM}
FROM challenges.standing s CROSS JOIN LATERAL unnest(s.segments) AS slug WHERE s.challenge_id = $1 AND s.listed GROUP BY slug`,
};

/**
 * A board, all of it, from the standings: (place, rank, subject, points, key). Snapshots are made of it and small boards are
 * read from it directly, so that the two cannot differ. Most points first; among equals the shorter mean time; `rank` is
 * shared by those equal in both, who stand by id. $1 challenge id.
 */
export function boardSql(by: BoardKind): string {
  return `
SELECT row_number() OVER (ORDER BY key, tie)::int AS place, (rank() OVER (ORDER BY key))::int AS rank, subject, points, key
FROM (${SCORES[by]}) scores`;
}

/** Replaces the snapshot of one board; gives how many places it has. $1 challenge id. */
export function snapshotSql(by: BoardKind): string {
  const ordered = (column: string) => `array_agg(${column} ORDER BY place)`;
  const keys = by === 'rep' ? ordered('key') : 'NULL::bigint[]'; // only people look themselves up
  return `
WITH written AS (
  INSERT INTO challenges.board_page (challenge_id, by, page, first_key, subjects, ranks, points, keys)
  SELECT $1::int, '${by}', page, keys[1], subjects, ranks, points, keys
  FROM (
    SELECT (place - 1) / ${PAGE_PLACES} AS page, ${ordered('subject')} AS subjects, ${ordered('rank')} AS ranks,
           ${ordered('points')} AS points, ${keys} AS keys
    FROM (${boardSql(by)}) board
    GROUP BY (place - 1) / ${PAGE_PLACES}
  ) pages
  RETURNING cardinality(subjects) AS places
)
SELECT coalesce(sum(places), 0)::int AS places FROM written`;
}

/**
 * Some pages of the snapshot, and how the snapshot stands: one row per page, or one row without a page. Lists come as texts:
 * taking an array apart costs the reader several times as much. $1 challenge id, $2 kind of board, from $3 on the pages, -1 for
 * none: as many placeholders as there may be pages, because the planner keeps no plan for a list whose length it cannot know.
 */
export const SNAPSHOT = `
SELECT b.as_of AS "asOf", now() AS now, b.people, CASE $2::text WHEN 'rep' THEN b.people WHEN 'partner' THEN b.partners ELSE b.segments END AS total,
       EXISTS (SELECT 1 FROM challenges.board_change x WHERE x.challenge_id = c.id) AS changed,
       g.page, array_to_string(g.subjects, ' ') AS subjects, array_to_string(g.ranks, ' ') AS ranks, array_to_string(g.points, ' ') AS points
FROM (SELECT $1::int AS id) c
LEFT JOIN challenges.board_refresh b ON b.challenge_id = c.id
LEFT JOIN challenges.board_page g ON g.challenge_id = c.id AND g.by = $2::text AND g.page IN ($3, $4, $5, $6, $7)
ORDER BY g.page`;

/** A part of the board, counted now. $1 challenge id, $2 after this place, $3 how many. */
export function liveSql(by: BoardKind): string {
  return `
SELECT rank, subject, points, total FROM (SELECT board.*, (count(*) OVER ())::int AS total FROM (${boardSql(by)}) board) board
WHERE place BETWEEN $2::int + 1 AND $2::int + $3::int ORDER BY place`;
}

/** The standings of the people asked for. $1 challenge id, $2 rep ids as JSON. */
const ASKED = `jsonb_array_elements_text($2::jsonb) AS asked (rep_id)
CROSS JOIN LATERAL (SELECT s.rep_id, s.points::float8 AS points, ${PERSON_KEY} AS key
                    FROM challenges.standing s WHERE s.challenge_id = $1 AND s.rep_id = asked.rep_id::int AND s.listed OFFSET 0) own`;

/** People with their standings, and `key`, the number boards stand in the order of. */
export const STANDING_ORDER = `challenges.standing s JOIN network.rep r ON r.id = s.rep_id CROSS JOIN LATERAL (SELECT ${PERSON_KEY} AS key) k`;

/**
 * People's points as of now and what rank they give in the snapshot, one more than the number of people in it who are better: all
 * pages before the last one that starts with somebody better, and of that page those whose number is below one's own.
 * $1 challenge id, $2 rep ids as JSON.
 */
export const OWN = `
SELECT own.rep_id AS "repId", own.points,
       1 + coalesce((
         SELECT g.page * ${PAGE_PLACES} + width_bucket(own.key - 1, g.keys) FROM challenges.board_page g
         WHERE g.challenge_id = $1 AND g.first_key < own.key ORDER BY g.first_key DESC, g.page DESC LIMIT 1), 0) AS rank
FROM ${ASKED}`;

/** The same on a small board, where those who are better are counted as they are now. $1 challenge id, $2 rep ids as JSON. */
export const OWN_COUNTED = `
WITH own AS MATERIALIZED (SELECT own.* FROM ${ASKED})
SELECT own.rep_id AS "repId", own.points, (1 + count(*) FILTER (WHERE ${PERSON_KEY} < own.key))::int AS rank, count(*)::int AS total
FROM own CROSS JOIN challenges.standing s WHERE s.challenge_id = $1 AND s.listed GROUP BY own.rep_id, own.points`;
