import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ChallengeFiles } from '@relais/challenges';
import { PublishingService, readContent, type SyncResult } from '@relais/editorial';
import { DemoAccountsService, NetworkFiles, PeopleImportService, type ImportReport } from '@relais/network';
import { Env, Invalid, rows } from '@relais/platform';
import { DataSource } from 'typeorm';

/** Does the database hold nobody yet? Then a demo may be loaded into it, also after a first start that was cut short. */
export async function isEmpty(app: INestApplicationContext): Promise<boolean> {
  const found = await rows(app.get(DataSource), 'SELECT 1 FROM network.rep LIMIT 1');
  return found.length === 0;
}

/**
 * Loads the content folder and its demo network. Each step is whole or nothing, and the people come last: a load that was
 * cut short leaves nobody behind and is done again at the next start.
 */
export async function loadDemo(app: INestApplicationContext): Promise<{ content: SyncResult; people: ImportReport }> {
  const folder = app.get(Env).RELAIS_CONTENT_DIR;
  await app.get(NetworkFiles).sync(folder);
  const content = await app.get(PublishingService).sync(await readContent(folder));
  await app.get(ChallengeFiles).sync(folder);
  const people = await app.get(PeopleImportService).import(createReadStream(path.join(folder, 'demo', 'people.csv')));
  if (!people.applied)
    throw new Invalid(
      'demo.refused',
      'The demo network was refused; run `relais people import` on content/demo/people.csv to see why.',
    );
  await app.get(DemoAccountsService).create();
  return { content, people };
}
