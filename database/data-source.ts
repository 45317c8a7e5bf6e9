import 'reflect-metadata';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';

/** For `npm run migration -- database/migrations/<Name>`: writes the difference between the entities and a migrated DATABASE_URL. */
export default new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [path.join(import.meta.dirname, '../libs/*/src/**/*.entity.js')],
  migrations: MIGRATIONS,
  migrationsTableName: 'relais_migration',
  uuidExtension: 'pgcrypto',
  installExtensions: false,
});
