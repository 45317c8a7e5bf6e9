import { Global, Module } from '@nestjs/common';
import { Env, Locales, Templates } from '@relais/platform';
import { Pages } from './pages.js';

/** The frame of every page, for controllers and for the filter that shows what went wrong. */
@Global()
@Module({
  providers: [
    {
      provide: Pages,
      inject: [Env, Locales, Templates],
      useFactory: (env: Env, locales: Locales, templates: Templates) => Pages.load(env, locales, templates),
    },
  ],
  exports: [Pages],
})
export class PagesModule {}
