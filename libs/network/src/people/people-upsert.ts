import { rows } from '@relais/platform';
import type { QueryRunner } from 'typeorm';
import { countryDefaults } from '../fields/country.rules.js';
import { regionDefaults } from '../fields/region-defaults.rules.js';
import type { Tally } from '../files/tally.js';
import { CHANGED_LISTED, type ChangedRow } from './import-report.js';
import type { PeopleColumn, PeopleHeader } from './people-columns.rules.js';
import { dayNames, dayNumbers, hoursFrom, hoursText, hoursUntil } from './work-columns.js';

/**
 * Writes the accepted staged rows: partners, their place in the network, reps. A column that is not in the file leaves what
 * is stored; an empty cell of one that is sets the fallback. Rows that say what is stored already are not touched.
 */
export async function writeStaged(
  run: QueryRunner,
  header: PeopleHeader,
  listChanged = false,
): Promise<{ partners: Tally; reps: Tally; changed?: ChangedRow[] }> {
  const has = (column: PeopleColumn) => header.columns.has(column);
  const changed: ChangedRow[] = [];
  const list = listChanged ? async (sql: string, values: unknown[]) => void changed.push(...(await rows<ChangedRow>(run.manager, sql, values))) : null; // prettier-ignore
  const partners = await writePartners(run, has, list);
  await run.query(LINEAGE);
  const reps = await writeReps(run, has, [...header.attributes.keys()], list);
  // Planning reads these tables next, perhaps within the second, long before autovacuum has looked at them.
  if (partners.created + reps.created > 1000) await run.query('ANALYZE network.partner, network.rep');
  if (!listChanged) return { partners, reps };
  return { partners, reps, changed: changed.sort((a, b) => a.line - b.line).slice(0, CHANGED_LISTED) };
}

type Has = (column: PeopleColumn) => boolean;
/** Keeps what a statement says of changes to come; it must be asked before they are made. */
type List = ((sql: string, values: unknown[]) => Promise<void>) | null;

async function writePartners(run: QueryRunner, has: Has, list: List): Promise<Tally> {
  await run.query(STAGE_PARTNERS);
  const created = await countOf(run, CREATE_PARTNERS);
  const changes = [
    'partner_name',
    'partner_parent_id',
    'channel_type',
    'tier',
    'country',
    'region',
    'work_days',
    'work_hours',
  ] as const;
  await list?.(LIST_PARTNERS, changes.map(has));
  const updated = await countOf(run, UPDATE_PARTNERS, changes.map(has));
  const total = await countOf(run, 'SELECT count(*)::int AS n FROM staged_partner');
  return { created, updated, unchanged: total - created - updated };
}

async function writeReps(run: QueryRunner, has: Has, attributes: string[], list: List): Promise<Tally> {
  const places = [
    ...countryDefaults().map(({ country: place, ...gives }) => ({ place, ...gives })),
    ...regionDefaults().map(({ region: place, ...gives }) => ({ place, ...gives })),
  ];
  const byPlace = [places.map((p) => p.place), places.map((p) => p.timeZone), places.map((p) => p.locale)];
  const changes = [
    'first_name',
    'last_name',
    'locale',
    'time_zone',
    'job_role',
    'rep_work_days',
    'rep_work_hours',
  ] as const;
  const values = [...byPlace, ...changes.map(has), attributes];
  await list?.(LIST_REPS, values);
  await run.query(PARK_EMAILS);
  const updated = await countOf(run, UPDATE_REPS, values);
  const created = await countOf(run, CREATE_REPS, byPlace);
  const total = await countOf(run, 'SELECT count(*)::int AS n FROM staged_person WHERE NOT rejected');
  return { created, updated, unchanged: total - created - updated };
}

async function countOf(run: QueryRunner, sql: string, parameters: unknown[] = []): Promise<number> {
  const [row] = await rows<{ n: number }>(run.manager, sql, parameters);
  return row?.n ?? 0;
}

/** The region without the country in front of it: its tables hold the two apart. */
const regionWithin = (of: string, country: string): string =>
  `CASE WHEN starts_with(${of}.region, ${country} || '-') THEN substr(${of}.region, 4) ELSE ${of}.region END`;

const STAGE_PARTNERS = `
CREATE TEMPORARY TABLE staged_partner (
  external_id text, name text, parent text, channel_type text, tier text, country text,
  region text, work_days smallint[], work_from text, work_until text, known boolean, line integer) ON COMMIT DROP;
INSERT INTO staged_partner
SELECT f.partner_id, f.name, f.parent, f.channel_type, f.tier, f.country, f.region,
  ${dayNumbers('f.work_days')}, ${hoursFrom('f.work_hours')}, ${hoursUntil('f.work_hours')}, p.id IS NOT NULL, f.line
FROM (
  SELECT partner_id, max(partner_name COLLATE "C") AS name, max(partner_parent_id COLLATE "C") AS parent,
    max(channel_type COLLATE "C") AS channel_type, max(tier COLLATE "C") AS tier, max(country COLLATE "C") AS country,
    max(region COLLATE "C") AS region, max(work_days COLLATE "C") AS work_days, max(work_hours COLLATE "C") AS work_hours, min(line) AS line
  FROM staged_person WHERE NOT rejected GROUP BY partner_id) f
LEFT JOIN network.partner p ON p.external_id = f.partner_id;
ANALYZE staged_partner`;

const CREATE_PARTNERS = `
WITH made AS (
  INSERT INTO network.partner (external_id, name, channel_type, tier, country, region, work_days, work_from, work_until)
  SELECT external_id, coalesce(name, external_id), channel_type, tier, country, ${regionWithin('s', 'country')}, work_days, work_from, work_until
  FROM staged_partner s WHERE NOT known
  ORDER BY external_id RETURNING 1)
SELECT count(*)::int AS n FROM made`;

// New partners pass here too: only now do their parents have ids. They count as created all the same.
const WANTED_PARTNERS = `
  SELECT p.id, s.known, s.line,
    CASE WHEN $1::bool THEN coalesce(s.name, s.external_id) ELSE p.name END AS name,
    CASE WHEN $2::bool THEN above.id ELSE p.parent_id END AS parent_id,
    CASE WHEN $3::bool THEN s.channel_type ELSE p.channel_type END AS channel_type,
    CASE WHEN $4::bool THEN s.tier ELSE p.tier END AS tier,
    CASE WHEN $5::bool THEN s.country ELSE p.country END AS country,
    CASE WHEN $6::bool THEN ${regionWithin('s', 'CASE WHEN $5::bool THEN s.country ELSE p.country END')} ELSE p.region END AS region,
    CASE WHEN $7::bool THEN s.work_days ELSE p.work_days END AS work_days,
    CASE WHEN $8::bool THEN s.work_from ELSE p.work_from END AS work_from,
    CASE WHEN $8::bool THEN s.work_until ELSE p.work_until END AS work_until
  FROM staged_partner s JOIN network.partner p ON p.external_id = s.external_id
  LEFT JOIN network.partner above ON above.external_id = s.parent`;

const PARTNERS_DIFFER = `(p.name, p.parent_id, p.channel_type, p.tier, p.country, p.region, p.work_days, p.work_from, p.work_until)
    IS DISTINCT FROM (w.name, w.parent_id, w.channel_type, w.tier, w.country, w.region, w.work_days, w.work_from, w.work_until)`;

const UPDATE_PARTNERS = `
WITH wanted AS (${WANTED_PARTNERS}),
changed AS (
  UPDATE network.partner p
  SET name = w.name, parent_id = w.parent_id, channel_type = w.channel_type, tier = w.tier, country = w.country, region = w.region,
    work_days = w.work_days, work_from = w.work_from, work_until = w.work_until, updated_at = now()
  FROM wanted w
  WHERE w.id = p.id AND ${PARTNERS_DIFFER}
  RETURNING w.known)
SELECT count(*) FILTER (WHERE known)::int AS n FROM changed`;

// From the topmost companies down, in one statement; only those that moved, or whose parents did, are written.
const LINEAGE = `
WITH RECURSIVE walk AS (
  SELECT id, ARRAY[id] AS lineage FROM network.partner WHERE parent_id IS NULL
  UNION ALL
  SELECT p.id, walk.lineage || p.id FROM walk JOIN network.partner p ON p.parent_id = walk.id)
UPDATE network.partner p SET lineage = walk.lineage FROM walk
WHERE walk.id = p.id AND p.lineage IS DISTINCT FROM walk.lineage`;

// The unique key is checked row by row, so two reps cannot swap addresses in one statement: who has to give theirs to another
// row lets go of it first. Nobody outside the transaction sees this.
const PARK_EMAILS = `
UPDATE network.rep r SET email = 'moving:' || r.id
FROM staged_person next WHERE next.email = r.email AND next.rep_id <> r.external_id AND NOT next.rejected`;

/** What the place of the company p gives a rep: its region before its country. */
const PLACE_DEFAULTS = `
  LEFT JOIN unnest($1::text[], $2::text[], $3::text[]) AS by_country (place, time_zone, locale) ON by_country.place = p.country
  LEFT JOIN unnest($1::text[], $2::text[], $3::text[]) AS by_region (place, time_zone, locale)
    ON by_region.place = p.country || '-' || split_part(p.region, '-', 1)`;

const WANTED_REPS = `
  SELECT r.id, s.line, p.id AS partner_id, s.email,
    CASE WHEN $4::bool THEN coalesce(s.first_name, '') ELSE r.first_name END AS first_name,
    CASE WHEN $5::bool THEN coalesce(s.last_name, '') ELSE r.last_name END AS last_name,
    CASE WHEN $6::bool THEN coalesce(s.locale, by_region.locale, by_country.locale, 'en') ELSE r.locale END AS locale,
    CASE WHEN $7::bool THEN coalesce(s.time_zone, p.time_zone, by_region.time_zone, by_country.time_zone, 'UTC') ELSE r.time_zone END AS time_zone,
    CASE WHEN $8::bool THEN s.job_role ELSE r.job_role END AS job_role,
    CASE WHEN $9::bool THEN ${dayNumbers('s.rep_work_days')} ELSE r.work_days END AS work_days,
    CASE WHEN $10::bool THEN ${hoursFrom('s.rep_work_hours')} ELSE r.work_from END AS work_from,
    CASE WHEN $10::bool THEN ${hoursUntil('s.rep_work_hours')} ELSE r.work_until END AS work_until,
    (r.attributes - $11::text[]) || s.attributes AS attributes
  FROM staged_person s
  JOIN network.rep r ON r.external_id = s.rep_id
  JOIN network.partner p ON p.external_id = s.partner_id
${PLACE_DEFAULTS}
  WHERE NOT s.rejected`;

const REPS_DIFFER = `(r.partner_id, r.email, r.first_name, r.last_name, r.locale, r.time_zone, r.job_role, r.work_days,
      r.work_from, r.work_until, r.attributes)
    IS DISTINCT FROM (w.partner_id, w.email, w.first_name, w.last_name, w.locale, w.time_zone, w.job_role, w.work_days,
      w.work_from, w.work_until, w.attributes)`;

const UPDATE_REPS = `
WITH wanted AS (${WANTED_REPS}),
changed AS (
  UPDATE network.rep r
  SET partner_id = w.partner_id, email = w.email, first_name = w.first_name, last_name = w.last_name, locale = w.locale,
    time_zone = w.time_zone, job_role = w.job_role, work_days = w.work_days, work_from = w.work_from, work_until = w.work_until,
    attributes = w.attributes, updated_at = now()
  FROM wanted w
  WHERE w.id = r.id AND ${REPS_DIFFER}
  RETURNING 1)
SELECT count(*)::int AS n FROM changed`;

const CREATE_REPS = `
WITH made AS (
  INSERT INTO network.rep (external_id, partner_id, email, first_name, last_name, locale, time_zone, job_role, work_days, work_from, work_until,
    attributes)
  SELECT s.rep_id, p.id, s.email, coalesce(s.first_name, ''), coalesce(s.last_name, ''),
    coalesce(s.locale, by_region.locale, by_country.locale, 'en'), coalesce(s.time_zone, p.time_zone, by_region.time_zone, by_country.time_zone, 'UTC'), s.job_role,
    ${dayNumbers('s.rep_work_days')}, ${hoursFrom('s.rep_work_hours')}, ${hoursUntil('s.rep_work_hours')}, s.attributes
  FROM staged_person s
  JOIN network.partner p ON p.external_id = s.partner_id
${PLACE_DEFAULTS}
  WHERE NOT s.rejected AND NOT EXISTS (SELECT FROM network.rep r WHERE r.external_id = s.rep_id)
  ORDER BY s.line RETURNING 1)
SELECT count(*)::int AS n FROM made`;

/** What is there and what is wanted, column by column as the file would write them, and where the two differ. @param old,wanted pairs by column. */
const differing = (pairs: readonly (readonly [field: string, old: string, wanted: string])[], more = ''): string => `
CROSS JOIN LATERAL (
  SELECT json_agg(json_build_object('field', f.field, 'old', f.old, 'new', f.new) ORDER BY f.field) AS fields
  FROM (VALUES ${pairs.map(([field, old, wanted]) => `('${field}', ${old}::text, ${wanted}::text)`).join(', ')} ${more}) AS f (field, old, new)
  WHERE f.old IS DISTINCT FROM f.new) AS differing
WHERE differing.fields IS NOT NULL`;

// The same wanted rows and the same comparison as the update's, so the list cannot say anything that is not done then. The first ones are
// picked before they are taken apart.
const LIST_PARTNERS = `
WITH wanted AS (${WANTED_PARTNERS}),
first AS (SELECT w.* FROM wanted w JOIN network.partner p ON p.id = w.id WHERE w.known AND ${PARTNERS_DIFFER} ORDER BY w.line LIMIT ${CHANGED_LISTED})
SELECT w.line, 'partner' AS kind, p.external_id AS id, p.name, differing.fields
FROM first w JOIN network.partner p ON p.id = w.id
LEFT JOIN network.partner old_parent ON old_parent.id = p.parent_id LEFT JOIN network.partner new_parent ON new_parent.id = w.parent_id
${differing([
  ['partner_name', 'p.name', 'w.name'],
  ['partner_parent_id', 'old_parent.external_id', 'new_parent.external_id'],
  ['channel_type', 'p.channel_type', 'w.channel_type'],
  ['tier', 'p.tier', 'w.tier'],
  ['country', 'p.country', 'w.country'],
  ['region', 'p.region', 'w.region'],
  ['work_days', dayNames('p.work_days'), dayNames('w.work_days')],
  ['work_hours', hoursText('p'), hoursText('w')],
])}
ORDER BY w.line`;

const LIST_REPS = `
WITH wanted AS (${WANTED_REPS}),
first AS (SELECT w.* FROM wanted w JOIN network.rep r ON r.id = w.id WHERE ${REPS_DIFFER} ORDER BY w.line LIMIT ${CHANGED_LISTED})
SELECT w.line, 'rep' AS kind, r.external_id AS id, trim(r.first_name || ' ' || r.last_name) AS name, differing.fields
FROM first w JOIN network.rep r ON r.id = w.id JOIN network.partner was ON was.id = r.partner_id JOIN network.partner becomes ON becomes.id = w.partner_id
${differing(
  [
    ['partner_id', 'was.external_id', 'becomes.external_id'],
    ['email', 'r.email', 'w.email'],
    ['first_name', 'r.first_name', 'w.first_name'],
    ['last_name', 'r.last_name', 'w.last_name'],
    ['locale', 'r.locale', 'w.locale'],
    ['time_zone', 'r.time_zone', 'w.time_zone'],
    ['job_role', 'r.job_role', 'w.job_role'],
    ['rep_work_days', dayNames('r.work_days'), dayNames('w.work_days')],
    ['rep_work_hours', hoursText('r'), hoursText('w')],
  ],
  `UNION ALL SELECT 'attr.' || key, r.attributes->>key, w.attributes->>key FROM jsonb_object_keys(r.attributes || w.attributes) AS key`,
)}
ORDER BY w.line`;
