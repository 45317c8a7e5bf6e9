import { rows } from '@relais/platform';
import type { QueryRunner } from 'typeorm';
import { REJECTED_LISTED, type RejectedCell } from './import-report.js';
import { refuse } from './fault-notes.js';
import { refuseLostPartners } from './parent-checks.js';
import type { PeopleHeader } from './people-columns.rules.js';

/** Columns that say something about the partner: all its rows have to say the same. */
const PARTNER_COLUMNS = [
  'partner_name',
  'partner_parent_id',
  'channel_type',
  'tier',
  'country',
  'region',
  'work_days',
  'work_hours',
];

/**
 * Checks the staged rows against each other and against the network, as sets: the order of the rows plays no part. Rows at
 * fault are marked `rejected`, with the reason in `staged_fault`. Where two rows contradict each other both are, since
 * nothing says which is right.
 */
export async function checkStaged(run: QueryRunner, columns: PeopleHeader['columns']): Promise<void> {
  const parents = columns.has('partner_parent_id'); // without it nobody moves
  await run.query(TWICE('rep_id', 'one row a rep: remove the others'));
  await run.query(TWICE('email', 'each rep needs an address of their own'));
  await refuse(run, CONTRADICTIONS);
  if (columns.has('region')) await refuse(run, STRAY_REGIONS, [columns.has('country')]);
  // A refused row can take the ground from under another: the owner of an address who was to give it up, a parent. So again
  // until nothing more falls; a file without faults passes once.
  let fallen: number;
  do {
    await run.query(WANTED_EMAILS);
    fallen = await refuse(run, TAKEN_EMAILS);
    if (parents) fallen += await refuseLostPartners(run);
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

// A region without its country, or in another one, would bring no holidays, or wrong ones, and nobody would notice.
const STRAY_REGIONS = `
INSERT INTO staged_fault (line, field, reason, fix)
SELECT s.line, 'region',
  CASE WHEN c.country IS NULL THEN format('the country of the region %s is not known', s.region)
       ELSE format('the region %s is not in %s, the country of partner %s', s.region, c.country, s.partner_id) END,
  'fill in country, and write the region of that country, such as CA-QC'
FROM staged_person s
JOIN (SELECT f.partner_id, CASE WHEN $1::bool OR p.id IS NULL THEN f.country ELSE p.country END AS country
      FROM (SELECT partner_id, max(country COLLATE "C") COLLATE "default" AS country FROM staged_person WHERE NOT rejected GROUP BY partner_id) f
      LEFT JOIN network.partner p ON p.external_id = f.partner_id) c USING (partner_id)
WHERE NOT s.rejected AND s.region IS NOT NULL
  AND (c.country IS NULL OR (s.region ~ '^[A-Z]{2}-' AND NOT starts_with(s.region, c.country || '-')))`;

// Rows that take an address which is another rep's now.
const WANTED_EMAILS = `
CREATE TEMPORARY TABLE IF NOT EXISTS staged_email (line integer, rep_id text, email text, owner text) ON COMMIT DROP;
CREATE INDEX IF NOT EXISTS staged_email_owner ON staged_email (owner);
TRUNCATE staged_email;
INSERT INTO staged_email
SELECT s.line, s.rep_id, s.email, owner.external_id
FROM staged_person s JOIN network.rep owner ON owner.email = s.email AND owner.external_id <> s.rep_id WHERE NOT s.rejected;
ANALYZE staged_email`;

// An address may pass from one rep to another inside one file, but only if the first has a row that takes another address, and
// so on. The OFFSET keeps the walk on the index: a chain may have as many steps as the file has rows.
const TAKEN_EMAILS = `
WITH RECURSIVE refused AS (
  SELECT e.* FROM staged_email e
  WHERE NOT EXISTS (SELECT FROM staged_person o WHERE o.rep_id = e.owner AND NOT o.rejected)
  UNION ALL
  SELECT next.* FROM refused CROSS JOIN LATERAL (SELECT * FROM staged_email e WHERE e.owner = refused.rep_id OFFSET 0) next)
INSERT INTO staged_fault (line, field, reason, fix)
SELECT line, 'email', format('%s belongs to rep %s', email, owner), 'each rep needs an address of their own; or give the row that rep_id'
FROM refused`;
