import { TalliesService } from '@relais/delivery';
import { Site } from '../browser/site.js';
import { aLine, anInfo, aQuiz } from './content.js';
import { anAccount } from './caller.js';

/** Two trees of companies that must not know of each other. Every text of theirs begins with the name of the tree. */
export const TREES = ['zqred', 'zqblue'] as const;
export type Tree = (typeof TREES)[number];

const CHALLENGE =
  'name: { en: Sprint, fr: Sprint }\nlines: [basics]\ndays: 30\nscoring:\n  - { rule: right-first-answer, points: 10 }\n';

/** Ids of what a tree holds, to ask for. */
export interface TreeIds {
  partners: number[];
  reps: number[];
  accounts: number[];
  sessions: string[];
  deliveries: string[];
}

function csv(): string {
  const rows = TREES.flatMap((tree) =>
    ['1', '2'].flatMap((company) =>
      ['1', '2', '3'].map((n) =>
        [
          `${tree}-p${company}`,
          `${tree} company ${company}`,
          company === '2' ? `${tree}-p1` : '',
          `${tree}-r${company}${n}`,
          `${tree}-mail-${company}${n}@${tree}.example`,
          `${tree}first${company}${n}`,
          `${tree}last${company}${n}`,
          `${tree}-role`,
          `${tree} attribute`,
        ].join(','),
      ),
    ),
  );
  return ['partner_id,partner_name,partner_parent_id,rep_id,email,first_name,last_name,job_role,attr.note', ...rows].join('\n'); // prettier-ignore
}

/** Columns that hold nothing of a company's: vocabularies, digests, the vendor's own words. Each with the reason. */
export const NOT_A_COMPANYS: Record<string, string> = {
  'editorial.': 'the vendor’s own words',
  'challenges.challenge.': 'the vendor’s own words',
  'challenges.board_page.': 'numbers of people and companies, and how they are ranked',
  'challenges.standing.segments': 'slugs of the vendor’s segments',
  'network.channel_type.': 'the vendor’s own words',
  'network.tier.': 'the vendor’s own words',
  'network.segment.': 'the vendor’s own words',
  'network.partner.channel_type': 'a code of the vendor’s',
  'network.partner.tier': 'a code of the vendor’s',
  'network.partner.country': 'ISO codes',
  'network.partner.time_zone': 'IANA names',
  'network.rep.locale': 'BCP 47 tags',
  'network.rep.status': 'three words',
  'network.rep.time_zone': 'IANA names',
  'network.account.locale': 'BCP 47 tags',
  'network.account.password_hash': 'a hash, never read but to check',
  'network.account.roles': 'six words',
  'network.account.status': 'two words',
  'network.audit_entry.actor_kind': 'four words',
  'network.people_import.content': 'a file that no route gives out',
  'network.people_import.state': 'six words',
  'network.session.stage': 'three words',
  'network.single_use_token.purpose': 'four words',
  'delivery.answer.route': 'three words',
  'delivery.delivery.state': 'nine words',
  'delivery.tally.state': 'nine words',
  'delivery.note.about': 'a few words',
  'delivery.note.state': 'a few words',
  'delivery.planned_slot.pattern': 'zones and hours of work',
  'delivery.suppression.reason': 'three words',
  'platform.mail_pause.because': 'the operator’s own words',
  'platform.pace.': 'domains of relays and recipients, counted',
  'platform.relay.': 'names of relays',
  'platform.rate_limit.key': 'digests',
};

/** A site with two trees whose every text column is marked, and a public address, so that its mailbox is closed. */
export async function openCanaryWorld(): Promise<{ site: Site; ids: Record<Tree, TreeIds> }> {
  const site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
      'lines/basics/020-second.en.md': anInfo('The second'),
      'challenges/sprint.yaml': CHALLENGE,
    },
    people: csv(),
    settings: { RELAIS_PUBLIC_URL: 'http://relais.test', RELAIS_BOARD_NAMES: 'signed-in' },
  });
  await site.fillBoards();
  const { world } = site;
  for (const tree of TREES) {
    await anAccount(world, `${tree}-admin@${tree}.example`, ['partner-admin'], { partner: `${tree}-p1`, name: `${tree} Admin` }); // prettier-ignore
    await world.query(SEED, [tree]);
    for (const statement of AFTER_SEED) await world.query(statement, [tree]);
  }
  await world.get(TalliesService).refresh(true);
  await anAccount(world, 'admin@vendor.example', ['programme-admin']);
  await anAccount(world, 'auditor@vendor.example', ['auditor']);
  const ids = {} as Record<Tree, TreeIds>;
  for (const tree of TREES) ids[tree] = (await world.query<TreeIds>(IDS, [tree]))[0]!;
  return { site, ids };
}

/** What every rep of a tree has: deliveries, an answer in their own words, wishes, absences, traces of mail. */
const SEED = `
WITH people AS (SELECT * FROM network.rep WHERE external_id LIKE $1 || '%'),
  sent AS (INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, reason, settled_at)
    SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '10 days', now(), 'accepted', $1 || ' reason', now() - interval '1 minute'
    FROM people r, editorial.brick b ON CONFLICT (rep_id, brick_id, occurrence) DO UPDATE SET state = 'accepted', reason = excluded.reason, settled_at = excluded.settled_at RETURNING *),
  answered AS (INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, text, correct, route, elapsed_ms)
    SELECT id, rep_id, line_id, brick_id, version_id, occurrence, ARRAY[$1 || ' choice'], $1 || ' own words', true, 'web', 60000 FROM sent ON CONFLICT DO NOTHING RETURNING *),
  points AS (INSERT INTO challenges.point (delivery_id, challenge_id, rule, rep_id, points, elapsed_ms)
    SELECT a.delivery_id, c.id, $1 || ' rule', a.rep_id, 10, 60000 FROM answered a, challenges.challenge c),
  outs AS (INSERT INTO delivery.opt_out (rep_id, topic, source) SELECT id, $1 || ' topic', $1 || ' source' FROM people WHERE external_id LIKE '%3'),
  silent AS (INSERT INTO delivery.suppression (address, reason, source, detail)
    SELECT email, 'hard-bounce', $1 || ' source', jsonb_build_object('said', $1 || ' bounced') FROM people WHERE external_id LIKE '%3'),
  mails AS (INSERT INTO delivery.inbound_message (digest, nature, outcome, rep_id, detail, origin)
    SELECT $1 || id, $1 || ' nature', $1 || ' outcome', id, jsonb_build_object('from', $1 || ' sender'), $1 || ' origin ' || id FROM people RETURNING digest, rep_id),
  reviews AS (INSERT INTO delivery.review (rep_id, brick_id, occurrence, state, why, was_right)
    SELECT r.id, b.id, 1, jsonb_build_object('m', $1::text), jsonb_build_object('code', 'memory-fades', 'm', $1), true FROM people r, editorial.brick b ON CONFLICT DO NOTHING),
  sessions AS (INSERT INTO network.session (token_hash, account_id, agent, address, idle_until, ends_at)
    SELECT $1 || ' hash', id, $1 || ' browser', $1 || ' network', now() + interval '1 day', now() + interval '1 day' FROM network.account WHERE email LIKE $1 || '%'),
  rep_sessions AS (INSERT INTO network.session (token_hash, rep_id, agent, address, idle_until, ends_at)
    SELECT $1 || ' hash ' || id, id, $1 || ' browser', $1 || ' network', now() + interval '1 day', now() + interval '1 day' FROM people),
  tokens AS (INSERT INTO network.single_use_token (hash, purpose, rep_id, browser, expires_at)
    SELECT $1 || ' token ' || id, 'sign-in', id, $1 || ' browser', now() + interval '1 day' FROM people),
  codes AS (INSERT INTO network.recovery_code (account_id, hash) SELECT id, $1 || ' code' FROM network.account WHERE email LIKE $1 || '%'),
  caught AS (INSERT INTO platform.mailbox_message (recipient, subject, ref, raw)
    SELECT email, $1 || ' subject', $1 || ' ref', convert_to('Subject: ' || $1 || E' subject\\r\\n\\r\\n' || $1, 'UTF8') FROM people)
INSERT INTO network.audit_entry (actor_kind, actor_id, action, subject, detail, address)
  SELECT 'rep', id, $1 || '-action', $1 || ':subject', jsonb_build_object('m', $1 || ' detail'), $1 || ' network' FROM people`;

/** What has keys of the above, or other ways in. */
const AFTER_SEED = [
  `INSERT INTO delivery.note (digest, rep_id, delivery_id, about, detail, reason, expires_at) SELECT m.digest, m.rep_id, (SELECT min(d.id) FROM delivery.delivery d WHERE d.rep_id = m.rep_id), 'result', jsonb_build_object('m', $1::text), $1 || ' reason', now() + interval '1 day' FROM delivery.inbound_message m WHERE m.digest LIKE $1 || '%'`,
  `INSERT INTO delivery.absence (rep_id, from_day, until_day, source, note) SELECT id, current_date + 30, current_date + 40, $1 || ' source', $1 || ' note' FROM network.rep WHERE external_id LIKE $1 || '%'`,
  `INSERT INTO delivery.closure (partner_id, from_day, until_day, source, note) SELECT id, current_date + 30, current_date + 40, $1 || ' source', $1 || ' note' FROM network.partner WHERE external_id LIKE $1 || '%'`,
  `UPDATE network.partner SET country = 'FR', region = $1 || ' region', time_zone = 'Europe/Paris', work_from = $1::text, work_until = $1::text WHERE external_id LIKE $1 || '%'`,
  `UPDATE network.rep SET work_from = $1::text, work_until = $1::text WHERE external_id LIKE $1 || '%'`,
  `INSERT INTO challenges.board_name (rep_id, pseudonym) SELECT max(id), $1 || ' runner' FROM network.rep WHERE external_id LIKE $1 || '%'`,
  `INSERT INTO network.people_import (name, bytes, content, progress, report, refusal, uploaded_by) SELECT $1 || '.csv', 1, convert_to($1, 'UTF8'), jsonb_build_object('m', $1::text), jsonb_build_object('m', $1::text), jsonb_build_object('m', $1::text), 1`,
  `UPDATE network.account SET totp_secret = $1 || ' secret', outside_id = $1 || ' outside' WHERE email LIKE $1 || '%'`,
];

const IDS = `SELECT
  ARRAY(SELECT id FROM network.partner WHERE external_id LIKE $1 || '%' ORDER BY id) AS partners,
  ARRAY(SELECT id FROM network.rep WHERE external_id LIKE $1 || '%' ORDER BY id) AS reps,
  ARRAY(SELECT id FROM network.account WHERE email LIKE $1 || '%' ORDER BY id) AS accounts,
  ARRAY(SELECT s.id::text FROM network.session s WHERE s.agent LIKE $1 || '%' ORDER BY id) AS sessions,
  ARRAY(SELECT d.id::text FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.external_id LIKE $1 || '%' ORDER BY d.id) AS deliveries`;

/** Text columns in which no row bears the name of this tree. */
export async function unmarkedColumns(site: Site, tree: Tree): Promise<string[]> {
  const columns = await site.world.query<{ s: string; t: string; c: string }>(
    `SELECT table_schema AS s, table_name AS t, column_name AS c FROM information_schema.columns
     WHERE table_schema IN ('platform', 'network', 'delivery', 'challenges', 'editorial') AND (data_type IN ('text', 'character varying', 'jsonb', 'bytea') OR udt_name = '_text') ORDER BY 1, 2, 3`,
  );
  const found: string[] = [];
  for (const { s, t, c } of columns) {
    const text = t === 'mailbox_message' && c === 'raw' ? `encode("${c}", 'escape')` : `"${c}"::text`;
    const [row] = await site.world.query<{ there: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${s}.${t} WHERE ${text} ILIKE '%${tree}%') AS there`); // prettier-ignore
    if (!row!.there) found.push(`${s}.${t}.${c}`);
  }
  return found;
}
