import { rows } from '@relais/platform';
import type { QueryRunner } from 'typeorm';
import { refuse } from './fault-notes.js';
import { findLoops, showLoop, type Unsettled } from './parent-loops.rules.js';

/** Companies above one another, at most: a store is three or four deep, and lineage grows with it. */
const MAX_LEVELS = 20;

/**
 * Refuses the rows of partners whose parent is nowhere, is below them, or puts them too deep.
 * @returns how many rows fell. Their fall can take others with it: call again until none does.
 */
export async function refuseLostPartners(run: QueryRunner): Promise<number> {
  await run.query(LINKS);
  const [moved] = await rows(run.manager, 'SELECT FROM staged_link WHERE parent IS DISTINCT FROM old_parent LIMIT 1');
  if (!moved) return 0; // the network as it stands is sound
  const lost = await refuse(run, LOST_PARENTS);
  if (lost > 0) await run.query(LINKS);
  return lost + (await refuseLoops(run));
}

// The network as it would become: the partners of the rows that are left, and all others as they are. All rows of one partner
// agree by now; an empty cell says nothing. A table, not a WITH: the walks below need its indexes.
const LINKS = `
CREATE TEMPORARY TABLE IF NOT EXISTS staged_link (
  id text PRIMARY KEY, parent text, old_parent text, in_file boolean, known boolean) ON COMMIT DROP;
CREATE INDEX IF NOT EXISTS staged_link_parent ON staged_link (parent);
TRUNCATE staged_link;
INSERT INTO staged_link
SELECT coalesce(f.partner_id, p.external_id), CASE WHEN f.partner_id IS NULL THEN above.external_id ELSE f.parent END,
  above.external_id, f.partner_id IS NOT NULL, p.id IS NOT NULL
FROM (SELECT partner_id, max(partner_parent_id COLLATE "C") COLLATE "default" AS parent
      FROM staged_person WHERE NOT rejected GROUP BY partner_id) f
FULL JOIN network.partner p ON p.external_id = f.partner_id LEFT JOIN network.partner above ON above.id = p.parent_id;
ANALYZE staged_link`;

// A partner that the network knows stays when its rows are refused; a new one does not come, nor does what is below it. The
// OFFSET keeps the walk on the index: left to choose, the planner reads the whole table at each of what may be many steps.
const LOST_PARENTS = `
WITH RECURSIVE lost AS (
  SELECT l.id, l.parent, l.known FROM staged_link l
  WHERE l.in_file AND l.parent IS NOT NULL AND NOT EXISTS (SELECT FROM staged_link above WHERE above.id = l.parent)
  UNION ALL
  SELECT below.id, below.parent, below.known FROM lost
  CROSS JOIN LATERAL (SELECT * FROM staged_link l WHERE l.parent = lost.id AND l.in_file OFFSET 0) below
  WHERE NOT lost.known),
named AS (SELECT partner_id, min(line) AS line FROM staged_person WHERE partner_id IN (SELECT parent FROM lost) GROUP BY 1)
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, 'partner_parent_id',
  CASE WHEN named.line IS NULL THEN format('there is no partner %s', lost.parent)
       ELSE format('partner %s is not imported: see line %s', lost.parent, named.line) END,
  CASE WHEN named.line IS NULL THEN 'add its rows to the file, or correct the id' ELSE 'mend that line first' END
FROM staged_person s JOIN lost ON lost.id = s.partner_id LEFT JOIN named ON named.partner_id = lost.parent
WHERE NOT s.rejected`;

// Walked from the topmost partners down: who is not reached is in a circle, below one, or too deep.
const UNREACHED = `
WITH RECURSIVE reached AS (
  SELECT id, 1 AS level FROM staged_link WHERE parent IS NULL
  UNION ALL
  SELECT l.id, level + 1 FROM reached JOIN staged_link l ON l.parent = reached.id WHERE level < $1::int)
SELECT id, parent, in_file AS "inFile" FROM staged_link WHERE id NOT IN (SELECT id FROM reached) ORDER BY id`;

const NOTE_UNREACHED = `
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, 'partner_parent_id', format('partner %s %s', s.partner_id, f.reason), 'correct the parent of one of them'
FROM jsonb_to_recordset($1::jsonb) AS f(ids jsonb, reason text)
CROSS JOIN LATERAL jsonb_array_elements_text(f.ids) AS partner(id) JOIN staged_person s ON s.partner_id = partner.id WHERE NOT s.rejected`;

async function refuseLoops(run: QueryRunner): Promise<number> {
  const unreached = await rows<Unsettled & { inFile: boolean }>(run.manager, UNREACHED, [MAX_LEVELS]);
  if (unreached.length === 0) return 0;
  const inFile = new Set(unreached.filter((partner) => partner.inFile).map((partner) => partner.id));
  // Only rows of the file can be at fault. Who hangs below a circle is looked at again once it is gone.
  const circles = findLoops(unreached).map((loop) => ({ ids: loop, reason: `is below itself: ${showLoop(loop)}` }));
  const deep = { ids: [...inFile], reason: `is more than ${MAX_LEVELS} levels below the topmost partner` };
  const faults = (circles.length ? circles : [deep]).map(({ ids, reason }) => ({
    ids: ids.filter((id) => inFile.has(id)),
    reason,
  }));
  return refuse(run, NOTE_UNREACHED, [JSON.stringify(faults)]);
}
