import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Invalid, rows, YamlFile, type Fault } from '@relais/platform';
import { DataSource } from 'typeorm';
import { stringify } from 'yaml';
import { defineSegments, type SegmentDefinition } from '../segments/segments.service.js';
import { defineCodes, type NetworkCodes } from './named-codes.js';
import { readNamedCodes, readSegment } from './network-entries.js';
import type { Tally } from './tally.js';

/** What a content folder says about the network. */
export interface NetworkContent extends NetworkCodes {
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

/** Tiers and channel types of the folder; none when its files have faults, which {@link checkNetworkFiles} names. */
export async function readNetworkCodes(folder: string): Promise<NetworkCodes> {
  const { content, faults } = await readNetworkFiles(folder);
  return faults.length ? { tiers: [], channelTypes: [] } : content;
}

@Injectable()
export class NetworkFiles {
  constructor(private readonly database: DataSource) {}

  /**
   * Brings tiers, channel types and segments to what the files of the folder say, all or nothing; again changes nothing. What
   * is no longer in a file stays, since partners may carry it: such tiers move behind the listed ones. Segments edited in the console
   * since the last sync stay too.
   * @param overwrite the files win over what was edited in the console.
   * @throws Invalid `network.files` with every fault of the files; Conflict `segment.edited-in-console`.
   */
  async sync(folder: string, { overwrite = false } = {}): Promise<NetworkSync> {
    const { content, faults } = await readNetworkFiles(folder);
    if (faults.length) throw new Invalid('network.files', 'The files of the network have faults:', faults);
    return this.database.transaction(async (manager) => ({
      tiers: await defineCodes(manager, 'tier', content.tiers),
      channelTypes: await defineCodes(manager, 'channel_type', content.channelTypes),
      segments: await defineSegments(manager, content.segments, { fromFiles: { overwrite } }),
    }));
  }

  /**
   * Writes the segments that were edited or made in the console into `<folder>/segments`; the others have their files.
   * @returns paths inside the folder.
   */
  async exportSegments(folder: string): Promise<string[]> {
    const edited = await rows<SegmentDefinition>(
      this.database,
      `SELECT slug, name, rule FROM network.segment WHERE filed IS DISTINCT FROM jsonb_build_object('name', name, 'rule', rule) ORDER BY slug`,
    );
    if (edited.length) await mkdir(path.join(folder, 'segments'), { recursive: true });
    for (const { slug, name, rule } of edited)
      await writeFile(path.join(folder, 'segments', `${slug}.yaml`), stringify({ name, rule }));
    return edited.map(({ slug }) => `segments/${slug}.yaml`);
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
    .map((file) => readSegment(file, slugOf(file.path), known));
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

function codesOf(list: readonly { code: string }[]): Set<string> {
  return new Set(list.map((entry) => entry.code));
}
