import { DomainError } from '../errors/errors.js';

/** The time a stop may take before the process ends anyway, in milliseconds. */
const DRAIN_MS = 25_000;

/** A program from its first to its last moment. */
export interface Program {
  start(): Promise<void>;
  /** What is under way is finished first. */
  stop(): Promise<void>;
}

/**
 * Starts a program; runs `stop` on the first SIGINT or SIGTERM and then ends the process; a second signal ends it at once. Own
 * handling instead of Nest's shutdown hooks, because the embedded database must stop after every one of those has run.
 * @throws what `start` throws, but for what fails only because the program is already being stopped.
 */
export async function runUntilSignal({ start, stop }: Program): Promise<void> {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => {
      // As harmless as a kill, since rows say what was begun; the list is for whoever looks for the cause.
      const open = [...new Set(process.getActiveResourcesInfo())].join(', ');
      process.stderr.write(
        `Not everything came to its end within ${DRAIN_MS / 1000} s (${open}); the next start goes on from there.\n`,
      );
      process.exit(0);
    }, DRAIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => exitWithReason(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  try {
    await start();
  } catch (error) {
    if (!stopping) throw error;
  }
}

/** Ends the process with exit code 1 and the reason in words: no stack trace for what an operator can mend. */
export function exitWithReason(error: unknown): never {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

/** An error in words, with its list of faults if it has one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Set PORT to a free one, such as PORT=${(port ?? 3000) + 1}.`;
  if (!(error instanceof DomainError)) return error.message;
  const faults = error.details.map((f) => `  ${f.where}: ${f.what}${f.fix ? ` (${f.fix})` : ''}`);
  return [error.message, ...faults].join('\n');
}
