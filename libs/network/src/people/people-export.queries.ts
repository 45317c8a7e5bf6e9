import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import { isAttributeName } from '../fields/slug.rules.js';
import { ATTRIBUTE_PREFIX, type PeopleColumn } from './people-columns.rules.js';
import { dayNames, hoursText } from './work-columns.js';

const COLUMNS: Record<PeopleColumn, string> = {
  partner_id: 'p.external_id',
  partner_name: 'p.name',
  partner_parent_id: 'above.external_id',
  channel_type: 'p.channel_type',
  tier: 'p.tier',
  country: 'p.country',
  region: `CASE WHEN p.region IS NOT NULL THEN concat_ws('-', p.country, p.region) END`,
  work_days: dayNames('p.work_days'),
  work_hours: hoursText('p'),
  rep_id: 'r.external_id',
  email: 'r.email',
  first_name: 'r.first_name',
  last_name: 'r.last_name',
  locale: 'r.locale',
  time_zone: 'r.time_zone',
  job_role: 'r.job_role',
  rep_work_days: dayNames('r.work_days'),
  rep_work_hours: hoursText('r'),
};

@Injectable()
export class PeopleExportQueries {
  constructor(private readonly database: DataSource) {}

  /**
   * Writes every rep as a people file: UTF-8, commas, one column for each attribute in use. Importing it again changes
   * nothing; for that reason a cell that begins with `=` goes out as it is, so open the file as text, not by a double click in
   * a spreadsheet. Status is not part of the format, nor are partners without reps.
   * @param output receives UTF-8 bytes, and is ended unless `end` is false.
   */
  async export(output: Writable, { end = true } = {}): Promise<void> {
    const run = this.database.createQueryRunner();
    try {
      const client = (await run.connect()) as Client;
      const names = await rows<{ name: string }>(
        run.manager,
        'SELECT DISTINCT jsonb_object_keys(attributes) AS name FROM network.rep ORDER BY name',
      );
      // COPY takes no parameters; names of attributes are held to a few plain characters, and escaped all the same.
      const attributes = names.filter(({ name }) => isAttributeName(name)).map(({ name }) => name);
      const columns = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${name}`);
      columns.push(
        ...attributes.map(
          (name) => `r.attributes ->> ${escapeLiteral(name)} AS ${escapeIdentifier(ATTRIBUTE_PREFIX + name)}`,
        ),
      );
      const select = `SELECT ${columns.join(', ')} FROM network.rep r JOIN network.partner p ON p.id = r.partner_id
        LEFT JOIN network.partner above ON above.id = p.parent_id ORDER BY p.external_id, r.external_id`;
      await pipeline(client.query(copyTo(`COPY (${select}) TO STDOUT WITH (FORMAT csv, HEADER)`)), output, { end });
    } finally {
      await run.release();
    }
  }
}
