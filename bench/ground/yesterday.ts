import { BRICKS, POINTS, RIGHT, WRONG } from './content.js';
import { analyse, quickly } from './network.js';
import type { World } from './world.js';

/** The tables an answer touches. */
const TOUCHED = ['delivery.delivery', 'delivery.answer', 'challenges.point', 'challenges.standing'];

/**
 * Everybody answered the line's last brick yesterday, two of three right: tables have the size and the statistics of an
 * installation that has run for a while, and the board has points on it.
 * @returns answers given, and how many of them are right.
 */
export async function writeYesterday(world: World): Promise<{ given: number; right: number }> {
  await world.writeDeliveries(BRICKS, world.reps, 'accepted');
  await quickly(world.url, async (client) => {
    await client.query(
      `INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, correct, route, elapsed_ms, answered_at, reviewed_at)
       SELECT id, rep_id, line_id, brick_id, version_id, 0, ARRAY[CASE WHEN rep_id % 3 = 0 THEN $2 ELSE $1 END], rep_id % 3 <> 0, 'link',
              60000 + rep_id, now() - interval '1 day', now() - interval '1 day' FROM delivery.delivery ORDER BY id`,
      [RIGHT, WRONG],
    );
    await client.query(
      `INSERT INTO challenges.point (delivery_id, challenge_id, rule, rep_id, points, elapsed_ms)
       SELECT a.delivery_id, c.id, 'right-first-answer', a.rep_id, $1, a.elapsed_ms
       FROM delivery.answer a CROSS JOIN challenges.challenge c WHERE a.correct ORDER BY a.delivery_id`,
      [POINTS],
    );
    await client.query(
      `INSERT INTO challenges.standing (challenge_id, rep_id, listed, partner_id, points, awards, elapsed_ms)
       SELECT c.id, r.id, true, r.partner_id, coalesce(w.points, 0), (w.points IS NOT NULL)::int, coalesce(w.elapsed_ms, 0)
       FROM challenges.challenge c CROSS JOIN network.rep r LEFT JOIN challenges.point w ON w.rep_id = r.id ORDER BY r.id`,
    );
  });
  await analyse(world.url, TOUCHED);
  const [found] = await world.query<{ given: number; right: number }>(
    'SELECT count(*)::int AS given, (count(*) FILTER (WHERE correct))::int AS right FROM delivery.answer',
  );
  return found!;
}
