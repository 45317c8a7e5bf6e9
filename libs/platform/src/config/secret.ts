import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Env } from './env.js';

/**
 * The secret that signs links: RELAIS_SECRET, or one made once and kept in the data folder (embedded mode only).
 * Creation is exclusive, so of two first starts at once one makes it and the other reads it.
 */
export function settleSecret(env: Env): string {
  if (env.RELAIS_SECRET) return env.RELAIS_SECRET;
  const file = path.join(env.RELAIS_DATA_DIR, 'secret');
  mkdirSync(env.RELAIS_DATA_DIR, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
