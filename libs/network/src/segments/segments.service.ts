import { Injectable } from '@nestjs/common';
import { Invalid, rows, type Fault } from '@relais/platform';
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

/** The work of {@link SegmentsService.define} inside a transaction that is already open. */
export async function defineSegments(
  manager: EntityManager,
  definitions: readonly SegmentDefinition[],
): Promise<Tally> {
  const checked = check(definitions);
  // One statement for all; rows that say the same are left alone, so that updated_at means something.
  const written = await rows<{ created: boolean }>(
    manager,
    `INSERT INTO network.segment AS s (slug, name, rule)
     SELECT d.slug, d.name, d.rule FROM jsonb_to_recordset($1::jsonb) AS d(slug text, name jsonb, rule jsonb)
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, rule = excluded.rule, updated_at = now()
       WHERE (s.name, s.rule) IS DISTINCT FROM (excluded.name, excluded.rule)
     RETURNING xmax = 0 AS created`, // xmax is 0 on a row that this statement inserted
    [JSON.stringify(checked)],
  );
  return tally(written, checked.length);
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
  if (faults.length) throw new Invalid('segment.definition', 'SegmentsService have faults:', faults);
  return checked;
}
