import type { RegisterCommands } from './command.js';

/** `relais migrate`: brings the database to this release's schema; every command does it first anyway. */
export const registerMigrateCommand: RegisterCommands = (program, line) => {
  program
    .command('migrate')
    .description("bring the database to this release's schema (run it once before starting a new release)")
    .action(async () => {
      await line.withApp(async () => {});
      line.print('The database is up to date.');
    });
};
