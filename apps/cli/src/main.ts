#!/usr/bin/env node
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { migrate, openRuntime, processLogger, readEnv, reasonOf } from '@relais/platform';
import { Command, CommanderError } from 'commander';
import { MIGRATIONS } from '../../../database/migrations/index.js';
import { registerAbsenceCommands } from './absence.command.js';
import { registerAdminCommands } from './admin.command.js';
import { registerBoardCommands } from './board.command.js';
import { CommandModule } from './command.module.js';
import type { CommandLine } from './command.js';
import { registerContentCommands } from './content.command.js';
import { registerDeliverabilityCommand } from './deliverability.command.js';
import { registerDoctorCommands } from './doctor.command.js';
import { registerMigrateCommand } from './migrate.command.js';
import { registerPeopleCommands } from './people.command.js';
import { registerSendingCommands } from './sending.command.js';
import { registerSimulateCommand } from './simulate.command.js';
import { registerPlanCommand } from './plan.command.js';

/** Exit codes scripts rely on. */
const REFUSED = 1;
const WRONG_USAGE = 2;

const line: CommandLine = {
  env: () => readEnv(process.env),
  async withApp(work) {
    const env = readEnv(process.env);
    const runtime = await openRuntime(env);
    try {
      await migrate(runtime.databaseUrl, MIGRATIONS);
      const app = await NestFactory.createApplicationContext(CommandModule.with(env, runtime), {
        logger: processLogger(env),
        abortOnError: false,
      });
      try {
        return await work(app);
      } finally {
        await app.close();
      }
    } finally {
      await runtime.close();
    }
  },
  print: (text) => void process.stdout.write(`${text}\n`),
  remark: (text) => void process.stderr.write(`${text}\n`),
};

const program = new Command('relais')
  .description('Relais from the command line. Exit codes: 0 done, 1 refused (reasons on stderr), 2 wrong usage.')
  .showHelpAfterError()
  .exitOverride();
for (const register of [
  registerMigrateCommand,
  registerPeopleCommands,
  registerAbsenceCommands,
  registerContentCommands,
  registerPlanCommand,
  registerSimulateCommand,
  registerBoardCommands,
  registerSendingCommands,
  registerAdminCommands,
  registerDeliverabilityCommand,
  registerDoctorCommands,
])
  register(program, line);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else {
    line.remark(reasonOf(error));
    process.exitCode = REFUSED;
  }
}
