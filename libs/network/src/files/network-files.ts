import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Invalid, rows, type Fault } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { defineSegments, type SegmentDefinition } from '../segments/segments.service.js';
import { readNamedCodes, readSegment, type NamedCode } from './network-entries.js';
import { tally, type Tally } from './tally.js';
import { YamlFile } from './yaml-file.js';

/** What a content folder says about the network. */
export interface NetworkContent {
  tiers: NamedCode[];
  channelTypes: NamedCode[];
  segments: SegmentDefinition[];
}

/** What became of each list. */
export type NetworkSync = Record<keyof NetworkContent, Tally>;

/**
 * Checks `tiers.yaml`, `channel-types.yaml` and `segments/*.yaml` of a content folder, without a database. Each is optional.
 * @returns every fault, with file and line.
 */
export async function checkNetworkFiles(folder: string): Promise<Fault[]> {
  return (await readNetworkFiles(folder)).faults;
}

/** The slugs of the segments that the folder defines: what lines and challenges in it may name. */
export async function readKnownSegments(folder: string): Promise<ReadonlySet<string>> {
  return new Set((await segmentFiles(folder)).map(slugOf));
}

@Injectable()
export class NetworkFiles {
  constructor(private readonly database: DataSource) {}

  /**
   * Brings tiers, channel types and segments to what the files of the folder say, all or nothing; again changes nothing. What
   * is no longer in a file stays, since partners may carry it: such tiers move behind the listed ones.
   * @throws Invalid `network.files` with every fault of the files.
   */
  async sync(folder: string): Promise<NetworkSync> {
    const { content, faults } = await readNetworkFiles(folder);
    if (faults.length) throw new Invalid('network.files', 'The files of the network have faults:', faults);
    return this.database.transaction(async (manager) => ({
      tiers: await defineCodes(manager, 'tier', content.tiers),
      channelTypes: await defineCodes(manager, 'channel_type', content.channelTypes),
      segments: await defineSegments(manager, content.segments),
    }));
  }
}

async function readNetworkFiles(folder: string): Promise<{ content: NetworkContent; faults: Fault[] }> {
  const content: NetworkContent = { tiers: [], channelTypes: [], segments: [] };
  if (!(await isFolder(folder))) {
    return {
      content,
      faults: [{ where: folder, what: 'is not a folder', fix: 'name the content folder in RELAIS_CONTENT_DIR' }],
    };
  }
  const tiers = await YamlFile.read(path.join(folder, 'tiers.yaml'));
  const channelTypes = await YamlFile.read(path.join(folder, 'channel-types.yaml'));
  if (tiers) content.tiers = readNamedCodes(tiers);
  if (channelTypes) content.channelTypes = readNamedCodes(channelTypes);
  const known =
    tiers && channelTypes ? { tiers: codesOf(content.tiers), channelTypes: codesOf(content.channelTypes) } : undefined;
  const segments = await Promise.all((await segmentFiles(folder)).map((file) => YamlFile.read(file)));
  const files = segments.filter((file) => file !== null);
  content.segments = files
    .filter((file) => file.faults.length === 0)
    .map((file) => readSegment(file, slugOf(file.file), known));
  return { content, faults: [tiers, channelTypes, ...files].flatMap((file) => file?.faults ?? []) };
}

async function segmentFiles(folder: string): Promise<string[]> {
  const segments = path.join(folder, 'segments');
  if (!(await isFolder(segments))) return [];
  const names = (await readdir(segments)).filter((name) => name.endsWith('.yaml')).sort();
  return names.map((name) => path.join(segments, name));
}

function slugOf(file: string): string {
  return path.basename(file, '.yaml');
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function codesOf(list: readonly NamedCode[]): Set<string> {
  return new Set(list.map((entry) => entry.code));
}

async function defineCodes(
  manager: EntityManager,
  table: 'tier' | 'channel_type',
  list: readonly NamedCode[],
): Promise<Tally> {
  const entries = list.map((entry, i) => ({ ...entry, position: i + 1 }));
  const written = await rows<{ created: boolean }>(
    manager,
    `INSERT INTO network.${table} AS t (code, name, position)
     SELECT d.code, d.name, d.position FROM jsonb_to_recordset($1::jsonb) AS d(code text, name jsonb, position int)
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, position = excluded.position
       WHERE (t.name, t.position) IS DISTINCT FROM (excluded.name, excluded.position)
     RETURNING xmax = 0 AS created`, // xmax is 0 on a row that this statement inserted
    [JSON.stringify(entries)],
  );
  // Behind the listed ones and in their old order: `at_least` has to mean one order only.
  await manager.query(
    `UPDATE network.${table} t SET position = o.position
     FROM (SELECT code, $2::int + row_number() OVER (ORDER BY position, code) AS position FROM network.${table} WHERE code <> ALL($1::text[])) o
     WHERE o.code = t.code AND t.position <> o.position`,
    [entries.map((entry) => entry.code), entries.length],
  );
  return tally(written, entries.length);
}
