import type { INestApplicationContext } from '@nestjs/common';
import type { Env } from '@relais/platform';
import type { Command } from 'commander';

/** What a command gets: the application (database reached and migrated), and where its words go. */
export interface CommandLine {
  /** The settings, for what needs no database. @throws Invalid `env.invalid` */
  env(): Env;
  /** Opens the application for the time of `work` and closes it afterwards. */
  withApp<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T>;
  /** The result, on stdout. With --json exactly one document. */
  print(text: string): void;
  /** Progress and remarks, on stderr. */
  remark(text: string): void;
}

/** Adds one family of commands (people, content, …) to the program. Refused input: throw a DomainError (exit 1). */
export type RegisterCommands = (program: Command, line: CommandLine) => void;
