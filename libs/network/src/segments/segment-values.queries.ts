import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { LocalName } from '../entities/local-name.js';
import { FIELD_NAMES, segmentField, type Operator } from './segment-fields.rules.js';

/** A field that rules may ask about, for whoever builds one. */
export interface RuleField {
  /** As rules write it. */
  name: string;
  operators: readonly Operator[];
  /** Values that occur; null: any text, such as an id. */
  values: { value: string; name: LocalName | null }[] | null;
  /** false: others are possible, these were found among the latest reps. */
  complete: boolean;
}

/** Latest reps that are looked at for values: enough for those that matter, and quick with any number of reps. */
const LOOKED_AT = 20_000;
const MOST = 100;

/** Which values fields have here. */
@Injectable()
export class SegmentValuesQueries {
  constructor(private readonly db: DataSource) {}

  async fields(): Promise<RuleField[]> {
    const [codes, people, attributes] = await Promise.all([this.codes(), this.people(), this.attributes()]);
    const known: Record<string, Pick<RuleField, 'values' | 'complete'>> = { ...codes, ...people };
    const fixed = FIELD_NAMES.filter((name) => !name.includes('<'));
    return [
      ...fixed.map((name) => ({
        name,
        operators: segmentField(name)!.operators,
        ...(known[name] ?? { values: null, complete: false }),
      })),
      ...attributes.map(({ name, values }) => ({
        name: `rep.attr.${name}`,
        operators: segmentField(`rep.attr.${name}`)?.operators ?? [],
        values: values.map((value) => ({ value, name: null })),
        complete: false,
      })),
    ];
  }

  /** Codes of the network, and countries: companies are few next to people. */
  private async codes(): Promise<Record<string, Pick<RuleField, 'values' | 'complete'>>> {
    const [found] =
      await rows<Record<'tiers' | 'channelTypes' | 'countries', { value: string; name: LocalName | null }[]>> // prettier-ignore
      (
        this.db,
        `SELECT (SELECT coalesce(json_agg(json_build_object('value', code, 'name', name) ORDER BY position), '[]') FROM network.tier) AS tiers,
              (SELECT coalesce(json_agg(json_build_object('value', code, 'name', name) ORDER BY position), '[]') FROM network.channel_type) AS "channelTypes",
              (SELECT coalesce(json_agg(json_build_object('value', country, 'name', null) ORDER BY country), '[]')
                 FROM (SELECT DISTINCT country FROM network.partner WHERE country IS NOT NULL) AS c) AS countries`,
      );
    return {
      'partner.tier': { values: found!.tiers, complete: true },
      'partner.channel_type': { values: found!.channelTypes, complete: true },
      'partner.country': { values: found!.countries, complete: true },
    };
  }

  private async people(): Promise<Record<string, Pick<RuleField, 'values' | 'complete'>>> {
    const found = await rows<{ field: string; value: string }>(
      this.db,
      // One look at the latest reps for all fields.
      `WITH latest AS MATERIALIZED (SELECT job_role, locale, time_zone, split_part(email, '@', -1) AS domain FROM network.rep ORDER BY id DESC LIMIT $1),
            seen AS (SELECT field, value, row_number() OVER (PARTITION BY field ORDER BY count(*) DESC, value) AS place
                       FROM latest CROSS JOIN LATERAL (VALUES ('rep.job_role', job_role), ('rep.locale', locale), ('rep.time_zone', time_zone), ('rep.email_domain', domain)) AS f (field, value)
                      WHERE value IS NOT NULL GROUP BY field, value)
       SELECT field, value FROM seen WHERE place <= $2 ORDER BY field, value`,
      [LOOKED_AT, MOST],
    );
    const fields: Record<string, Pick<RuleField, 'values' | 'complete'>> = {};
    for (const field of ['rep.job_role', 'rep.locale', 'rep.time_zone', 'rep.email_domain']) {
      const values = found.filter((f) => f.field === field).map(({ value }) => ({ value, name: null }));
      fields[field] = { values, complete: false };
    }
    return fields;
  }

  private async attributes(): Promise<{ name: string; values: string[] }[]> {
    return rows(
      this.db,
      `WITH latest AS (SELECT attributes FROM network.rep WHERE attributes <> '{}' ORDER BY id DESC LIMIT $1),
            seen AS (SELECT a.key AS name, a.value, row_number() OVER (PARTITION BY a.key ORDER BY count(*) DESC, a.value) AS place
                       FROM latest CROSS JOIN LATERAL jsonb_each_text(attributes) AS a GROUP BY a.key, a.value)
       SELECT name, array_agg(value ORDER BY value) AS values FROM seen WHERE place <= $2 GROUP BY name ORDER BY name LIMIT $2`,
      [LOOKED_AT, MOST],
    );
  }
}
