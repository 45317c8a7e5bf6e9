import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars, { type HelperOptions, type TemplateDelegate } from 'handlebars';
import { Invalid, type Fault } from '../errors/errors.js';
import { formatDate, formatNumber, type DateStyle, type NumberStyle } from './formats.js';
import type { Locales, MessageValues } from './locales.js';

/** What every template is given: the language of its words and, where it shows hours, the zone they are in. */
export interface TemplateContext {
  locale: string;
  zone?: string;
}

const SUFFIX = '.hbs';

/**
 * Our own pages and mails: every `*.hbs` of a folder, compiled once. Files whose name begins with `_` are partials, used as
 * `{{> name}}`. A name that the context lacks is an error, not an empty place. Values are escaped for HTML; only `*.text.hbs`
 * writes them as they are. Nothing an author wrote is ever compiled: authors' texts are values.
 *
 * Helpers: `{{t "key" name=value}}` a message, `{{date instant "day|weekday|moment|stamp|time"}}`, `{{number n}}`,
 * `{{percent share}}`, `{{eq a b}}`.
 */
export class Templates {
  private constructor(private readonly compiled: ReadonlyMap<string, TemplateDelegate>) {}

  /** @throws Invalid `templates.invalid` naming each file that does not parse or calls a helper there is not. */
  static load(folder: string, locales: Locales): Templates {
    const engine = Handlebars.create();
    registerHelpers(engine, locales);
    const helpers = Object.fromEntries(['t', 'date', 'number', 'percent', 'eq'].map((name) => [name, true]));
    const faults: Fault[] = [];
    const compiled = new Map<string, TemplateDelegate>();
    for (const file of readdirSync(folder).filter((name) => name.endsWith(SUFFIX)).sort()) {
      const name = file.slice(0, -SUFFIX.length);
      const options = { strict: true, knownHelpers: helpers, knownHelpersOnly: true, noEscape: name.endsWith('.text') };
      try {
        const source = readFileSync(path.join(folder, file), 'utf8');
        engine.precompile(source, options); // compile() waits for the first use: a fault must show at the start
        const template = engine.compile(source, options);
        if (name.startsWith('_')) engine.registerPartial(name.slice(1), template);
        else compiled.set(name, template);
      } catch (error) {
        faults.push({ where: file, what: (error as Error).message });
      }
    }
    if (faults.length) throw new Invalid('templates.invalid', 'The templates have faults:', faults);
    return new Templates(compiled);
  }

  /**
   * @param name file name without `.hbs`, such as `brick.html`.
   * @throws Error when there is no such template or the context lacks a name it uses.
   */
  render(name: string, context: TemplateContext & object): string {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`There is no template ${name}`);
    return template(context);
  }
}

function registerHelpers(engine: typeof Handlebars, locales: Locales): void {
  const root = (options: HelperOptions) => options.data.root as TemplateContext;
  engine.registerHelper({
    t: (key: string, options: HelperOptions) => locales.t(root(options).locale, key, options.hash as MessageValues),
    date: (instant: Date, style: DateStyle, options: HelperOptions) =>
      formatDate(instant, root(options).locale, root(options).zone ?? 'UTC', style),
    number: (value: number, options: HelperOptions) => formatNumber(value, root(options).locale),
    percent: (share: number, options: HelperOptions) =>
      formatNumber(share, root(options).locale, 'percent' satisfies NumberStyle),
    eq: (a: unknown, b: unknown) => a === b,
  });
}
