import { Readable } from 'node:stream';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ChallengeFiles, ChallengesModule } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { PublishingService, readContent } from '@relais/editorial';
import { NetworkFiles, NetworkModule, PeopleImportService } from '@relais/network';
import { PlatformModule, readEnv, type Env } from '@relais/platform';
import { ContentFolder, BASICS } from './content.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { queueSettings } from './queue.js';

export interface WorldOptions {
  /** Content files on top of the basics. */
  content?: Record<string, string>;
  /** A people file. */
  people?: string;
  /** Settings on top of those of a test. */
  env?: Record<string, string>;
}

/** The rooms on a database of their own, filled through the doors a user has: content files and a people file. */
export class World {
  private constructor(
    readonly db: TestDatabase,
    readonly content: ContentFolder,
    readonly module: TestingModule,
    readonly env: Env,
  ) {}

  static async open({ content = {}, people, env = {} }: WorldOptions = {}): Promise<World> {
    const db = await createTestDatabase();
    const folder = new ContentFolder({ ...BASICS, ...content });
    const settings = readEnv({
      DATABASE_URL: db.url,
      RELAIS_SECRET: 'a secret for tests of more than 32 characters',
      ...queueSettings(db.url, { RELAIS_QUEUE: 'none' }),
      RELAIS_CONTENT_DIR: folder.dir,
      RELAIS_PUBLIC_URL: 'http://relais.test',
      RELAIS_MAIL_FROM: 'Kelvane <learning@kelvane.example>',
      ...env,
    });
    const runtime = { databaseUrl: db.url, secret: settings.RELAIS_SECRET!, close: async () => {} };
    const module = await Test.createTestingModule({
      imports: [
        PlatformModule.forRoot(settings, runtime, { poolSize: 20 }),
        NetworkModule,
        DeliveryModule,
        ChallengesModule,
      ],
    }).compile();
    await module.init();
    const world = new World(db, folder, module, settings);
    await world.sync();
    if (people) await world.importPeople(people);
    return world;
  }

  get<T>(service: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.module.get(service as Type<T>, { strict: false });
  }

  /** Publishes what the content folder holds now. */
  async sync(): Promise<void> {
    await this.get(NetworkFiles).sync(this.content.dir);
    await this.get(PublishingService).sync(await readContent(this.content.dir));
    await this.get(ChallengeFiles).sync(this.content.dir);
  }

  async importPeople(csv: string): Promise<void> {
    const report = await this.get(PeopleImportService).import(Readable.from([Buffer.from(csv)]));
    if (!report.applied) throw new Error(`the people file was refused: ${JSON.stringify(report.rejected)}`);
  }

  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    return this.db.query<Row>(sql, parameters);
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.db.drop();
    this.content.remove();
  }
}

/** A people file of reps at one partner, each in the zone given. */
export function people(zones: string[], partner = 'P-1'): string {
  const rows = zones.map(
    (zone, i) =>
      `${partner},Acme,${partner}-R${i + 1},rep${i + 1}@${partner.toLowerCase()}.example,Claire,Dupont ${i + 1},fr,${zone}`,
  );
  return ['partner_id,partner_name,rep_id,email,first_name,last_name,locale,time_zone', ...rows].join('\n');
}
