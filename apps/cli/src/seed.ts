import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ChallengeFiles } from '@relais/challenges';
import { PublishingService, readContent } from '@relais/editorial';
import { NetworkFiles, PeopleImportService, readKnownSegments } from '@relais/network';
import { Env, rows } from '@relais/platform';
import { DataSource } from 'typeorm';

/** What the demo brought. */
export interface Seeded {
  lines: number;
  bricks: number;
  partners: number;
  reps: number;
}

/** Does the database hold nobody yet? Then a demo may be loaded into it, also after a first start that was cut short. */
export async function isEmpty(app: INestApplicationContext): Promise<boolean> {
  const found = await rows(app.get(DataSource), 'SELECT 1 FROM network.rep LIMIT 1');
  return found.length === 0;
}
