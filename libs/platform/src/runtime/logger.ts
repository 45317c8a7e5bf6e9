import { ConsoleLogger, type LoggerService } from '@nestjs/common';
import type { Env } from '../config/env.js';

/** The log of a process: warnings and errors, plus what services find worth telling. Nest's own start-up lines stay out. */
export function processLogger(env: Env): LoggerService {
  return new ConsoleLogger({
    json: env.RELAIS_LOG_JSON,
    logLevels: ['error', 'warn', 'fatal'],
    timestamp: false,
    prefix: 'Relais',
  });
}
