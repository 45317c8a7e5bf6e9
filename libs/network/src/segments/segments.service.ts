import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, rows, type Fault } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { LocalName } from '../entities/local-name.js';
import { isSlug } from '../fields/slug.rules.js';
import { tally, type Tally } from '../files/tally.js';
import { checkSegmentRule, type SegmentRule } from './segment.rules.js';

/** A segment as a file or a person defines it. */
export interface SegmentDefinition {
  slug: string;
  name: LocalName;
  rule: SegmentRule;
}

@Injectable()
export class SegmentsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Creates or changes these segments and leaves all others alone. Defining the same again changes nothing.
   * @throws Invalid `segment.definition` naming every fault of every rule; then nothing is written.
   */
  async define(definitions: readonly SegmentDefinition[]): Promise<Tally> {
    return this.database.transaction((manager) => defineSegments(manager, definitions));
  }
}

/** Where definitions come from, when they are not simply to be written. */
export interface DefineOptions {
  /** Leave those that are there as they are. */
  unlessThere?: boolean;
  /** They are what files say: what the console edited since the last sync stays, unless the files changed it too or are to `overwrite` it. */
  fromFiles?: { overwrite: boolean };
}

/** The work of {@link SegmentsService.define} inside a transaction that is already open. @throws Conflict `segment.edited-in-console` */
export async function defineSegments(
  manager: EntityManager,
  definitions: readonly SegmentDefinition[],
  { unlessThere = false, fromFiles }: DefineOptions = {},
): Promise<Tally> {
  const checked = JSON.stringify(check(definitions));
  if (fromFiles && !fromFiles.overwrite) await refuseContested(manager, checked);
  // One statement for all; rows that say the same are left alone, so that updated_at means something. A segment whose file says what it
  // said at the last sync keeps what the console made of it.
  const written = await rows<{ created: boolean }>(
    manager,
    `INSERT INTO network.segment AS s (slug, name, rule)
     SELECT d.slug, d.name, d.rule FROM jsonb_to_recordset($1::jsonb) AS d(slug text, name jsonb, rule jsonb)
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, rule = excluded.rule, updated_at = now()
       WHERE NOT $2 AND (s.name, s.rule) IS DISTINCT FROM (excluded.name, excluded.rule)
         AND (NOT $3 OR s.filed IS DISTINCT FROM jsonb_build_object('name', excluded.name, 'rule', excluded.rule))
     RETURNING xmax = 0 AS created`, // xmax is 0 on a row that this statement inserted
    [checked, unlessThere, fromFiles !== undefined && !fromFiles.overwrite],
  );
  if (fromFiles)
    await rows(
      manager,
      `UPDATE network.segment AS s SET filed = d - 'slug' FROM jsonb_array_elements($1::jsonb) AS d WHERE s.slug = d->>'slug' AND s.filed IS DISTINCT FROM d - 'slug'`,
      [checked],
    );
  return tally(written, definitions.length);
}

/** Nothing is written where files and console changed the same segment to something else. */
async function refuseContested(manager: EntityManager, checked: string): Promise<void> {
  const contested = await rows<{ slug: string }>(
    manager,
    `SELECT s.slug FROM network.segment AS s JOIN jsonb_to_recordset($1::jsonb) AS d(slug text, name jsonb, rule jsonb) ON d.slug = s.slug
      WHERE (s.name, s.rule) IS DISTINCT FROM (d.name, d.rule)
        AND s.filed IS DISTINCT FROM jsonb_build_object('name', d.name, 'rule', d.rule)
        AND s.filed IS DISTINCT FROM jsonb_build_object('name', s.name, 'rule', s.rule)
      ORDER BY s.slug`,
    [checked],
  );
  if (contested.length === 0) return;
  const fix = 'run `relais content export` into this folder and look at the differences; or sync with --overwrite';
  throw new Conflict(
    'segment.edited-in-console',
    'Files changed segments that were edited in the console since; nothing was written.',
    contested.map(({ slug }) => ({ where: `segments/${slug}.yaml`, what: 'edited here and in the console', fix })),
  );
}

function check(definitions: readonly SegmentDefinition[]): SegmentDefinition[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const checked = definitions.map((definition) => {
    const { slug } = definition;
    if (!isSlug(slug)) faults.push({ where: slug, what: 'is not a slug', fix: 'lower-case words joined by -' });
    if (seen.has(slug)) faults.push({ where: slug, what: 'is defined twice', fix: 'keep one' });
    seen.add(slug);
    const result = checkSegmentRule(definition.rule);
    faults.push(...result.faults.map((fault) => ({ ...fault, where: `${slug}: ${fault.where}` })));
    return { ...definition, rule: result.rule };
  });
  if (faults.length) throw new Invalid('segment.definition', 'Segments have faults:', faults);
  return checked;
}
