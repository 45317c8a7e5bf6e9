import type { BoardKind } from '../entities/board.entity.js';

/** Places in one row of a snapshot. */
export const PAGE_PLACES = 50;
/** Larger than any mean: where there is nothing to take the mean of. */
const NEVER = `${2n ** 63n - 1n}`;

/*
 * Points of a team are the mean over all its people, which is seldom a whole number. They are compared as billionths of
 * billionths, rounded down: different means over up to 10^9 people each stay different, equal ones equal. Shown is the mean
 * rounded half up to tenths.
 */
const TEAM = `
       div(sum(s.points) * 1000000000000000000, count(*)) AS score,
       (div(sum(s.points) * 20 + count(*), 2 * count(*)) / 10)::float8 AS points,
       coalesce(div(sum(s.elapsed_ms), nullif(sum(s.awards), 0)), ${NEVER})::bigint AS mean_ms`;

const SCORES: Record<BoardKind, string> = {
  rep: `
SELECT s.rep_id::text AS subject, s.rep_id AS tie, s.points AS score, s.points::float8 AS points,
       coalesce(s.elapsed_ms / nullif(s.awards, 0), ${NEVER}) AS mean_ms
FROM challenges.standing s WHERE s.challenge_id = $1 AND s.listed`,
  partner: `
SELECT s.partner_id::text AS subject, s.partner_id AS tie, ${TEAM}
FROM challenges.standing s WHERE s.challenge_id = $1 AND s.listed GROUP BY s.partner_id`,
  segment: `
SELECT slug AS subject, slug COLLATE "C" AS tie, ${TEAM}
FROM challenges.standing s CROSS JOIN LATERAL unnest(s.segments) AS slug WHERE s.challenge_id = $1 AND s.listed GROUP BY slug`,
};

/**
 * A board, all of it, from the standings: (place, rank, subject, points, mean_ms). Snapshots are made of it and small boards
 * are read from it directly, so that the two cannot differ. Most points first; among equals the shorter mean time from
 * sending to answer; `rank` is shared by those equal in both, who stand by id. $1 challenge id.
 */
export function boardSql(by: BoardKind): string {
  return `
SELECT row_number() OVER (ORDER BY score DESC, mean_ms, tie) AS place, (rank() OVER (ORDER BY score DESC, mean_ms))::int AS rank,
       subject, points, mean_ms
FROM (${SCORES[by]}) scores`;
}

/** Replaces the snapshot of one board; gives how many places it has. $1 challenge id. */
export function snapshotSql(by: BoardKind): string {
  return `
WITH written AS (
  INSERT INTO challenges.board_page (challenge_id, by, page, minus_points, mean_ms, subjects, ranks, points, means_ms)
  SELECT $1::int, '${by}', (place - 1) / ${PAGE_PLACES}, -(array_agg(points ORDER BY place))[1], (array_agg(mean_ms ORDER BY place))[1],
         array_agg(subject ORDER BY place), array_agg(rank ORDER BY place), array_agg(points ORDER BY place), array_agg(mean_ms ORDER BY place)
  FROM (${boardSql(by)}) board
  GROUP BY (place - 1) / ${PAGE_PLACES}
  RETURNING cardinality(subjects) AS places
)
SELECT coalesce(sum(places), 0)::int AS places FROM written`;
}

/** Whether the snapshot misses something. Over `c.challenge_id`. */
const CHANGED = `EXISTS (SELECT 1 FROM challenges.board_change x WHERE x.challenge_id = c.challenge_id)`;

const NAMES: Record<BoardKind, { columns: string; join: string }> = {
  rep: {
    columns: `n.first_name AS "firstName", n.last_name AS "lastName"`,
    join: 'LEFT JOIN network.rep n ON n.id = e.subject::int',
  },
  partner: { columns: 'n.name', join: 'LEFT JOIN network.partner n ON n.id = e.subject::int' },
  segment: { columns: 'n.name', join: 'LEFT JOIN network.segment n ON n.slug = e.subject' },
};

/**
 * A part of the snapshot, and how the snapshot stands: one row per place, or one row without a place. Names are read now, not
 * kept: somebody who was renamed or erased is so on every board at once.
 * $1 challenge id, $2 after this place, $3 how many.
 */
export function snapshotPageSql(by: BoardKind): string {
  return `
SELECT b.as_of AS "asOf", now() AS now, b.people, ${CHANGED} AS changed, e.place, e.rank, e.subject, e.points, ${NAMES[by].columns}
FROM (SELECT $1::int AS challenge_id) c
LEFT JOIN challenges.board_refresh b ON b.challenge_id = c.challenge_id
LEFT JOIN LATERAL (
  SELECT g.page * ${PAGE_PLACES} + o.number AS place, o.subject, o.rank, o.points
  FROM challenges.board_page g
  CROSS JOIN LATERAL unnest(g.subjects, g.ranks, g.points) WITH ORDINALITY AS o (subject, rank, points, number)
  WHERE g.challenge_id = c.challenge_id AND g.by = '${by}'
    AND g.page BETWEEN $2::int / ${PAGE_PLACES} AND ($2::int + $3::int) / ${PAGE_PLACES}
    AND g.page * ${PAGE_PLACES} + o.number BETWEEN $2::int + 1 AND $2::int + $3::int
) e ON true
${NAMES[by].join}
ORDER BY e.place`;
}

/** The same part, counted now. $1 challenge id, $2 after this place, $3 how many. */
export function livePageSql(by: BoardKind): string {
  return `
SELECT e.place, e.rank, e.subject, e.points, ${NAMES[by].columns}
FROM (SELECT * FROM (${boardSql(by)}) board WHERE place BETWEEN $2::int + 1 AND $2::int + $3::int) e
${NAMES[by].join}
ORDER BY e.place`;
}

/**
 * A person's points as of now and what rank they give: one more than the number of people who are better. On a small board
 * these are counted; on a large one looked up in the snapshot: all pages before the last one that starts with somebody
 * better are better, and of that page those who are. $1 challenge id, $2 rep id, $3 the largest small board.
 */
export const OWN = `
WITH own AS (
  SELECT s.challenge_id, s.points, coalesce(s.elapsed_ms / nullif(s.awards, 0), ${NEVER}) AS mean_ms
  FROM challenges.standing s WHERE s.challenge_id = $1 AND s.rep_id = $2 AND s.listed
)
SELECT own.points::float8 AS points, place.rank, place.total
FROM own
LEFT JOIN challenges.board_refresh b ON b.challenge_id = own.challenge_id
CROSS JOIN LATERAL (
  SELECT 1 + count(*) FILTER (WHERE s.points > own.points
           OR (s.points = own.points AND coalesce(s.elapsed_ms / nullif(s.awards, 0), ${NEVER}) < own.mean_ms))::int AS rank,
         count(*)::int AS total
  FROM challenges.standing s
  WHERE s.challenge_id = own.challenge_id AND s.listed AND (b.as_of IS NULL OR b.people <= $3)
) counted
CROSS JOIN LATERAL (
  SELECT counted.rank, counted.total WHERE b.as_of IS NULL OR b.people <= $3
  UNION ALL
  SELECT 1 + coalesce(ahead.places, 0)::int, b.people
  FROM (SELECT 1) one
  LEFT JOIN LATERAL (
    SELECT g.page * ${PAGE_PLACES} + (
             SELECT count(*) FROM unnest(g.points, g.means_ms) AS o (points, mean_ms)
             WHERE (-o.points, o.mean_ms) < (-own.points::float8, own.mean_ms)) AS places
    FROM challenges.board_page g
    WHERE g.challenge_id = own.challenge_id AND g.by = 'rep' AND (g.minus_points, g.mean_ms) < (-own.points::float8, own.mean_ms)
    ORDER BY g.minus_points DESC, g.mean_ms DESC, g.page DESC LIMIT 1
  ) ahead ON true
  WHERE b.as_of IS NOT NULL AND b.people > $3
) place`;
