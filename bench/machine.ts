import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { rows } from './ground/database.js';

/** Where and with what the figures were taken. */
export interface Machine {
  cores: number;
  cpu: string;
  memoryGiB: number;
  /** Runnable processes over the last minute, before the bench began: above the number of cores the figures are low. */
  load: number;
  os: string;
  node: string;
  postgres: string;
  postgresSettings: Record<string, string>;
  versions: Record<string, string>;
}

const PACKAGES = ['@nestjs/core', 'fastify', 'pg', 'typeorm', 'bullmq', 'nodemailer', 'pg-copy-streams', 'ioredis'];
const SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'wal_level', 'max_wal_size'];

export async function describeMachine(databaseUrl: string, load: number): Promise<Machine> {
  const [server] = await rows<{ version: string }>(databaseUrl, `SELECT current_setting('server_version') AS version`);
  const settings = await rows<{ name: string; value: string }>(
    databaseUrl,
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [SETTINGS],
  );
  const cpus = os.cpus();
  return {
    cores: cpus.length,
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    load,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    postgres: server!.version,
    postgresSettings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return (JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8')) as { version: string }).version;
    } catch {
      // not in this folder
    }
  }
  return 'unknown';
}
