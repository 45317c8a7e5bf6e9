import { Module, type DynamicModule } from '@nestjs/common';
import type { Env } from '../config/env.js';
import { Locales } from './locales.js';
import { Templates } from './templates.js';
import { wordsFolder } from './words-folder.js';

/** The words of the interface and the mails, and the templates they stand in: read and compiled once, at the start. */
@Module({})
export class WordsModule {
  static forRoot(env: Pick<Env, 'RELAIS_CONTENT_DIR'>): DynamicModule {
    const locales = Locales.load(wordsFolder(env.RELAIS_CONTENT_DIR, 'locales'));
    const templates = Templates.load(wordsFolder(env.RELAIS_CONTENT_DIR, 'templates'), locales);
    return {
      module: WordsModule,
      global: true,
      providers: [
        { provide: Locales, useValue: locales },
        { provide: Templates, useValue: templates },
      ],
      exports: [Locales, Templates],
    };
  }
}
