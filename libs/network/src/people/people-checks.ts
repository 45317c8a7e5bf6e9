import { rows } from '@relais/platform';
import type { QueryRunner } from 'typeorm';
import { REJECTED_LISTED, type RejectedCell } from './import-report.js';
import { findLoops, showLoop, type Unsettled } from './parent-loops.rules.js';

/** Companies above one another, at most: a store is three or four deep, and lineage grows with it. */
export const MAX_LEVELS = 20;

/** Columns that say something about the partner: all its rows have to say the same. */
const PARTNER_COLUMNS = ['partner_name', 'partner_parent_id', 'channel_type', 'tier', 'country'];

/** The partners of the rows that are left. All rows of one agree by now; an empty cell says nothing. */
const FILE_PARTNERS = `
  SELECT partner_id, max(partner_parent_id COLLATE "C") COLLATE "default" AS parent, min(line) AS line
  FROM staged_person WHERE NOT rejected GROUP BY partner_id`;

/**
 * Checks the staged rows against each other and against the network, as sets: the order of the rows plays no part. Rows at
 * fault are marked `rejected`, with the reason in `staged_fault`. Where two rows contradict each other both are, since
 * nothing says which is right.
 * @param parents whether the file has the column partner_parent_id: without it nobody moves.
 */
export async function checkStaged(run: QueryRunner, parents: boolean): Promise<void> {
  await run.query(TWICE('rep_id', 'one row a rep: remove the others'));
  await run.query(TWICE('email', 'each rep needs an address of their own'));
  await refuse(run, CONTRADICTIONS);
  // A refused row can take the ground from under another: the owner of an address who was to give it up, a parent. So again
  // until nothing more falls; a file without faults passes once.
  let fallen: number;
  do {
    fallen = await refuse(run, TAKEN_EMAILS);
    if (parents) fallen += (await refuse(run, LOST_PARENTS)) + (await refuseLoops(run));
  } while (fallen > 0);
}

/** Faults found by the checks, by line, as many as a report lists; and how many rows are refused, by any fault. */
export async function rejections(run: QueryRunner): Promise<{ faults: RejectedCell[]; rows: number }> {
  const faults = await rows<RejectedCell>(
    run.manager,
    'SELECT line, field, reason, fix FROM staged_fault ORDER BY line, field LIMIT $1',
    [REJECTED_LISTED],
  );
  const [count] = await rows<{ n: number }>(run.manager, 'SELECT count(*)::int AS n FROM staged_person WHERE rejected');
  return { faults, rows: count?.n ?? 0 };
}

/** Runs a statement that notes faults, then marks the rows they are about. Gives how many were not marked before. */
async function refuse(run: QueryRunner, noteFaults: string, parameters: unknown[] = []): Promise<number> {
  await run.query(noteFaults, parameters);
  const [marked] = await rows<{ n: number }>(
    run.manager,
    `WITH marked AS (
       UPDATE staged_person s SET rejected = true FROM (SELECT DISTINCT line FROM staged_fault) f
       WHERE f.line = s.line AND NOT s.rejected RETURNING 1)
     SELECT count(*)::int AS n FROM marked`,
  );
  return marked?.n ?? 0;
}

const TWICE = (column: 'rep_id' | 'email', fix: string): string => `
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, '${column}', format('%s is also on line %s', s.${column}, CASE s.line WHEN d.first THEN d.last ELSE d.first END), '${fix}'
FROM staged_person s
JOIN (SELECT ${column}, min(line) AS first, max(line) AS last
      FROM staged_person WHERE NOT rejected GROUP BY ${column} HAVING count(*) > 1) d USING (${column})
WHERE NOT s.rejected`;

// Partners with more than one value are few: first find them in one pass, then look for the lines.
const CONTRADICTIONS = `
WITH torn AS (
  SELECT partner_id FROM staged_person WHERE NOT rejected GROUP BY partner_id
  HAVING ${PARTNER_COLUMNS.map((c) => `min(${c} COLLATE "C") <> max(${c} COLLATE "C")`).join(' OR ')}),
said AS (
  SELECT s.partner_id, v.field, v.value, min(s.line) AS line
  FROM staged_person s JOIN torn USING (partner_id)
  CROSS JOIN LATERAL (VALUES ${PARTNER_COLUMNS.map((c) => `('${c}', s.${c})`).join(', ')}) AS v(field, value)
  WHERE NOT s.rejected AND v.value IS NOT NULL GROUP BY 1, 2, 3),
pair AS (
  SELECT partner_id, field, (array_agg(value ORDER BY line))[1:2] AS value, (array_agg(line ORDER BY line))[1:2] AS line
  FROM said GROUP BY 1, 2 HAVING count(*) > 1)
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, pair.field,
  format('partner %s has "%s" on line %s and "%s" on line %s', s.partner_id, left(pair.value[1], 80), pair.line[1], left(pair.value[2], 80), pair.line[2]),
  'write the same in every row of the partner, or leave the cell empty in all but one'
FROM staged_person s JOIN pair USING (partner_id) WHERE NOT s.rejected`;

// An address may pass from one rep to another inside one file, but only if the first has a row that takes another address.
const TAKEN_EMAILS = `
WITH RECURSIVE wanted AS (
  SELECT s.line, s.rep_id, s.email, owner.external_id AS owner
  FROM staged_person s JOIN network.rep owner ON owner.email = s.email AND owner.external_id <> s.rep_id
  WHERE NOT s.rejected),
refused AS (
  SELECT w.* FROM wanted w
  WHERE NOT EXISTS (SELECT FROM staged_person o WHERE o.rep_id = w.owner AND NOT o.rejected)
  UNION
  SELECT w.* FROM refused r JOIN wanted w ON w.owner = r.rep_id)
INSERT INTO staged_fault (line, field, reason, fix)
SELECT line, 'email', format('%s belongs to rep %s', email, owner), 'each rep needs an address of their own; or give the row that rep_id'
FROM refused`;

// A partner that the network knows stays when its rows are refused; a new one does not come, nor does what is below it.
const LOST_PARENTS = `
WITH RECURSIVE file AS MATERIALIZED (${FILE_PARTNERS}),
lost AS (
  SELECT f.partner_id, f.parent FROM file f
  WHERE f.parent IS NOT NULL
    AND NOT EXISTS (SELECT FROM file above WHERE above.partner_id = f.parent)
    AND NOT EXISTS (SELECT FROM network.partner p WHERE p.external_id = f.parent)
  UNION
  SELECT f.partner_id, f.parent FROM lost l JOIN file f ON f.parent = l.partner_id
  WHERE NOT EXISTS (SELECT FROM network.partner p WHERE p.external_id = l.partner_id)),
named AS (SELECT partner_id, min(line) AS line FROM staged_person WHERE partner_id IN (SELECT parent FROM lost) GROUP BY 1)
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, 'partner_parent_id',
  CASE WHEN named.line IS NULL THEN format('there is no partner %s', lost.parent)
       ELSE format('partner %s is not imported: see line %s', lost.parent, named.line) END,
  CASE WHEN named.line IS NULL THEN 'add its rows to the file, or correct the id' ELSE 'mend that line first' END
FROM staged_person s JOIN lost USING (partner_id) LEFT JOIN named ON named.partner_id = lost.parent
WHERE NOT s.rejected`;

// The network as it would become, walked from the topmost partners down: who is not reached is in a circle, below one, or too deep.
const UNREACHED = `
WITH RECURSIVE file AS MATERIALIZED (${FILE_PARTNERS}),
link AS MATERIALIZED (
  SELECT coalesce(f.partner_id, p.external_id) AS id, f.partner_id IS NOT NULL AS in_file,
    CASE WHEN f.partner_id IS NULL THEN above.external_id ELSE f.parent END AS parent
  FROM file f FULL JOIN network.partner p ON p.external_id = f.partner_id LEFT JOIN network.partner above ON above.id = p.parent_id),
reached AS (
  SELECT id, 1 AS level FROM link WHERE parent IS NULL
  UNION ALL
  SELECT link.id, level + 1 FROM reached JOIN link ON link.parent = reached.id WHERE level < $1::int)
SELECT id, parent, in_file AS "inFile" FROM link WHERE id NOT IN (SELECT id FROM reached) ORDER BY id`;

const NOTE_LOOPS = `
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, 'partner_parent_id', format('partner %s %s', s.partner_id, f.reason), 'correct the parent of one of them'
FROM jsonb_to_recordset($1::jsonb) AS f(id text, reason text) JOIN staged_person s ON s.partner_id = f.id WHERE NOT s.rejected`;

async function refuseLoops(run: QueryRunner): Promise<number> {
  const unreached = await rows<Unsettled & { inFile: boolean }>(run.manager, UNREACHED, [MAX_LEVELS]);
  if (unreached.length === 0) return 0;
  const loops = findLoops(unreached);
  const inFile = new Set(unreached.filter((partner) => partner.inFile).map((partner) => partner.id));
  // Only rows of the file can be at fault. Who hangs below a circle is looked at again once it is gone.
  const circular = loops.flatMap((loop) => loop.map((id) => ({ id, reason: `is below itself: ${showLoop(loop)}` })));
  const deep = unreached.map(({ id }) => ({
    id,
    reason: `is more than ${MAX_LEVELS} levels below the topmost partner`,
  }));
  const faults = (loops.length ? circular : deep).filter(({ id }) => inFile.has(id));
  return refuse(run, NOTE_LOOPS, [JSON.stringify(faults)]);
}
