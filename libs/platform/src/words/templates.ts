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
  [name: string]: unknown;
}

const SUFFIX = '.hbs';
const HELPERS = ['t', 'join', 'date', 'number', 'percent', 'eq'];

/**
 * Our own pages and mails: every `*.hbs` below a folder, compiled once. Files whose name begins with `_` are partials of their
 * own folder, used as `{{> name}}`. A name that the context lacks is an error, not an empty place. Values are escaped for HTML;
 * only `*.text.hbs` writes them as they are. Nothing an author wrote is ever compiled: authors' texts are values.
 *
 * Helpers: `{{t "key" name=value}}` a message, `{{join "kind." kind}}` a key made of parts, `{{date instant "day|weekday|moment|stamp|time"}}`, `{{number n}}`,
 * `{{percent share}}`, `{{eq a b}}`.
 */
export class Templates {
  private constructor(private readonly compiled: ReadonlyMap<string, TemplateDelegate>) {}

  /** @throws Invalid `templates.invalid` naming each file that does not parse or calls a helper there is not. */
  static load(folder: string, locales: Locales): Templates {
    const faults: Fault[] = [];
    const compiled = new Map<string, TemplateDelegate>();
    compileFolder(folder, '', locales, compiled, faults);
    if (faults.length) throw new Invalid('templates.invalid', 'The templates have faults:', faults);
    return new Templates(compiled);
  }

  /**
   * @param name path below the folder without `.hbs`, such as `mail/brick.html`.
   * @throws Error when there is no such template or the context lacks a name it uses.
   */
  render(name: string, context: TemplateContext): string {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`There is no template ${name}`);
    return template(context);
  }
}

function compileFolder(
  folder: string,
  prefix: string,
  locales: Locales,
  compiled: Map<string, TemplateDelegate>,
  faults: Fault[],
): void {
  const engine = Handlebars.create(); // one a folder, so that its partials are its own
  registerHelpers(engine, locales);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) compileFolder(file, `${prefix}${entry.name}/`, locales, compiled, faults);
    if (!entry.isFile() || !entry.name.endsWith(SUFFIX)) continue;
    const name = entry.name.slice(0, -SUFFIX.length);
    const options = {
      strict: true,
      knownHelpers: Object.fromEntries(HELPERS.map((helper) => [helper, true])),
      knownHelpersOnly: true,
      noEscape: name.endsWith('.text'),
    };
    try {
      const source = readFileSync(file, 'utf8');
      engine.precompile(source, options); // compile() waits for the first use: a fault must show at the start
      const template = engine.compile(source, options);
      if (name.startsWith('_')) engine.registerPartial(name.slice(1), template);
      else compiled.set(prefix + name, template);
    } catch (error) {
      faults.push({ where: prefix + entry.name, what: (error as Error).message });
    }
  }
}

function registerHelpers(engine: typeof Handlebars, locales: Locales): void {
  const root = (options: HelperOptions) => options.data.root as TemplateContext;
  engine.registerHelper({
    t: (key: string, options: HelperOptions) => locales.t(root(options).locale, key, options.hash as MessageValues),
    join: (...parts: unknown[]) => parts.slice(0, -1).join(''), // the last one is Handlebars' own
    date: (instant: Date, style: DateStyle, options: HelperOptions) =>
      formatDate(instant, root(options).locale, root(options).zone ?? 'UTC', style),
    number: (value: number, options: HelperOptions) => formatNumber(value, root(options).locale),
    percent: (share: number, options: HelperOptions) =>
      formatNumber(share, root(options).locale, 'percent' satisfies NumberStyle),
    eq: (a: unknown, b: unknown) => a === b,
  });
}
