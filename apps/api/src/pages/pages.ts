import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  formatDate,
  formatNumber,
  wordsFolder,
  type DateStyle,
  type Env,
  type Locales,
  type MessageValues,
  type Templates,
} from '@relais/platform';
import { pageStyle, type PageStyle } from './page-style.js';

/** What a page may set of its frame; the rest has defaults. */
export interface PageFrame {
  locale: string;
  title: string;
  /** Zone of the hours shown. Default UTC. */
  zone?: string;
  /** Shown in place of the product's name on the pages of a rep: the line that speaks. */
  line?: string | null;
  wide?: boolean;
  links?: { href: string; text: string }[];
  /** The page's own address query without `lang`, such as `&by=rep`: kept when the reader changes the language. Null: no choice. */
  keep?: string | null;
}

/**
 * Turns contexts into whole pages: one frame, one inline stylesheet, no script. The same context always gives the same page,
 * so a page is tested without a server.
 */
export class Pages {
  /** Path Relais is mounted at behind a proxy, without a slash at its end; empty at the root. */
  readonly base: string;

  constructor(
    readonly locales: Locales,
    private readonly templates: Templates,
    private readonly style: PageStyle,
    publicUrl: string,
  ) {
    this.base = new URL(publicUrl).pathname.replace(/\/+$/, '');
  }

  /** Reads the stylesheet beside the page templates. */
  static load(env: Pick<Env, 'RELAIS_CONTENT_DIR' | 'publicUrl'>, locales: Locales, templates: Templates): Pages {
    const css = readFileSync(path.join(wordsFolder(env.RELAIS_CONTENT_DIR, 'templates'), 'pages', 'style.css'), 'utf8');
    return new Pages(locales, templates, pageStyle(css), env.publicUrl);
  }

  /** @param template name of a file in content/templates/pages, without its ending. */
  render(template: string, frame: PageFrame, context: object): string {
    const keep = frame.keep ?? null;
    return this.templates.render(`pages/${template}`, {
      zone: 'UTC',
      line: null,
      wide: false,
      links: [],
      ...context,
      ...frame,
      base: this.base,
      style: this.style.css,
      keep: keep ?? '',
      languages: keep === null ? [] : this.otherLanguages(frame.locale),
    });
  }

  t(locale: string, key: string, values?: MessageValues): string {
    return this.locales.t(locale, key, values);
  }

  date(instant: Date, locale: string, zone: string, style: DateStyle): string {
    return formatDate(instant, locale, zone, style);
  }

  number(value: number, locale: string): string {
    return formatNumber(value, locale);
  }

  /** Content-Security-Policy of every page: its own style, its own form, data images, nothing else. */
  policy(extra = ''): string {
    return `default-src 'none'; style-src ${this.style.source}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${extra}`;
  }

  private otherLanguages(locale: string): { code: string; name: string }[] {
    const own = locale.split('-', 1)[0];
    return this.locales.languages
      .filter((code) => code !== own)
      .map((code) => ({ code, name: this.locales.t(locale, `language.${code}`) }));
  }
}
