import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from './postgres.js';

/** The brick every mail of this run is about: a quiz whose right answer is b. */
const BRICK = (title: string, day: string) => `---
kind: quiz
title: ${title}
${day}options:
  - { id: a, text: The first }
  - { id: b, text: The second, right: true }
  - { id: c, text: The third }
explanation: Because **b** is right.
references:
  - { title: The manual, url: "https://docs.example.com/manual" }
---
Which one is it, {{rep.firstName}}?
`;

const LINE = (name: string, mode: string) => `name: { en: ${name}, fr: ${name} }
locale: en
segments: [everybody]
${mode}
cadence:
  weekdays: [mon, tue, wed, thu, fri, sat, sun]
  at: "09:00"
  until: "18:00"
spacing: ladder
`;

/** `basics` speaks in a far year: its deliveries are written by the rows. The `welcome` lines are paused until a row wants planners at work. */
const FILES: Record<string, string> = {
  'tiers.yaml': '- code: gold\n  name: { en: Gold, fr: Or }\n',
  'channel-types.yaml': '- code: reseller\n  name: { en: Reseller, fr: Revendeur }\n',
  'segments/everybody.yaml': 'name: { en: Everybody, fr: Tout le monde }\nrule: {}\n',
  'lines/basics/line.yaml': LINE('Basics', 'mode: calendar\nstarts: 2099-01-05'),
  'lines/basics/010-first.en.md': BRICK('The first question', 'day: 0\n'),
  'lines/welcome-one/line.yaml': LINE('One', 'mode: sequence\nstart: enrolment'),
  'lines/welcome-one/010-one.en.md': BRICK('Welcome', ''),
  'lines/welcome-two/line.yaml': LINE('Two', 'mode: sequence\nstart: enrolment'),
  'lines/welcome-two/010-two.en.md': BRICK('Welcome again', ''),
  'challenges/sprint.yaml':
    'name: { en: Sprint, fr: Sprint }\nlines: [basics]\ndays: 30\nscoring:\n  - { rule: right-first-answer, points: 10 }\n',
};

/** Writes a content folder and a people file of `reps` people at twenty companies. @returns the people file. */
export function writeNetwork(dir: string, reps: number): string {
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const people = Array.from({ length: reps }, (_, i) => {
    const partner = `P-${(i % 20) + 1}`;
    return `${partner},Company ${partner},R-${i + 1},rep${i + 1}@${partner.toLowerCase()}.example,Claire,Dupont ${i + 1},en,UTC`;
  });
  const file = path.join(dir, 'people.csv');
  writeFileSync(
    file,
    ['partner_id,partner_name,rep_id,email,first_name,last_name,locale,time_zone', ...people].join('\n'),
  );
  return file;
}

/** Makes `count` reps, from the first on, due for the brick now. What is not sent in `expireSeconds` is not sent any more. */
export async function makeDue(db: Database, count: number, { expireSeconds = 7 * 86_400 } = {}): Promise<void> {
  await db.query(
    `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at)
     SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + make_interval(secs => $2), now() + interval '30 days', now()
     FROM network.rep r, editorial.brick b
     WHERE b.slug = 'first' AND NOT EXISTS (SELECT 1 FROM delivery.delivery d WHERE d.rep_id = r.id AND d.brick_id = b.id)
     ORDER BY r.id LIMIT $1`,
    [count, expireSeconds],
  );
}

/** Makes `count` deliveries as they are after their mails were accepted, for rows that are about answers. @returns their ids. */
export async function makeAccepted(db: Database, count: number): Promise<string[]> {
  await makeDue(db, count);
  const rows = await db.query<{ id: string }>(
    `UPDATE delivery.delivery SET state = 'accepted', attempts = 1, settled_at = now() WHERE state = 'planned' RETURNING id`,
  );
  return rows.map((row) => row.id);
}
