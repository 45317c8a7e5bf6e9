import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { Invalid, type Fault } from '../errors/errors.js';

/** What a message may be filled with. */
export type MessageValues = Record<string, string | number | boolean | Date | null | undefined>;

type Messages = ReadonlyMap<string, IntlMessageFormat>;

/** The language every other one falls back to; its file must be there. */
const ROOT = 'en';

/**
 * The words of interface and mails: one YAML file a language, nested keys, ICU messages, all compiled once. A region falls
 * back to its language (fr-CA to fr) and a language without the key to English.
 */
export class Locales {
  /** Tags asked for so far and the file each reads from: parsing a tag again for every word would cost more than the word. */
  private readonly resolved = new Map<string, string>();
  private readonly canonical = new Map<string, string | null>();

  constructor(private readonly messages: ReadonlyMap<string, Messages>) {}

  /**
   * Reads every `<language>.yaml` of `folder`.
   * @throws Invalid `locales.invalid` naming file and key of each message that does not parse, or a missing English file.
   */
  static load(folder: string): Locales {
    const faults: Fault[] = [];
    const messages = new Map<string, Messages>();
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()) {
      const language = path.basename(file, '.yaml');
      const compiled = new Map<string, IntlMessageFormat>();
      for (const [key, text] of flatten(parse(readFileSync(path.join(folder, file), 'utf8')))) {
        try {
          compiled.set(key, new IntlMessageFormat(text, language, undefined, { ignoreTag: true }));
        } catch (error) {
          faults.push({ where: `${file}: ${key}`, what: (error as Error).message, fix: 'see the ICU message syntax' });
        }
      }
      messages.set(language, compiled);
    }
    if (!messages.has(ROOT)) faults.push({ where: folder, what: `${ROOT}.yaml is missing` });
    if (faults.length) throw new Invalid('locales.invalid', 'The words of the interface have faults:', faults);
    return new Locales(messages);
  }

  /** Languages there is a file for, in the order of their names. */
  get languages(): string[] {
    return [...this.messages.keys()];
  }

  /**
   * The message `key` in the language of `locale`. A key nobody knows, or a message that lacks one of its values, shows
   * itself as its key: a page with one odd word helps a person more than no page.
   */
  t(locale: string, key: string, values?: MessageValues): string {
    const message = this.find(locale, key);
    if (!message) return key;
    try {
      return String(message.format(values as Record<string, string>));
    } catch {
      return key;
    }
  }

  /** Whether some language the locale falls back to has the key. */
  has(locale: string, key: string): boolean {
    return this.find(locale, key) !== undefined;
  }

  /** The first of `wanted` whose language there is a file for, as it was asked for (`fr-CA` stays `fr-CA`), else English. */
  best(...wanted: (string | null | undefined)[]): string {
    for (const tag of wanted) {
      const canonical = tag ? this.canonicalOf(tag) : null;
      if (canonical && this.messages.has(languageOf(canonical))) return canonical;
    }
    return ROOT;
  }

  /**
   * The language for a visitor nothing is known of: the one asked for in the address, else the best of the Accept-Language
   * header (RFC 9110, 12.5.4). Regions are dropped, so that no visitor can make the process keep endless formats.
   */
  negotiate(acceptLanguage: string | undefined, asked?: string): string {
    const ranges = (acceptLanguage ?? '')
      .slice(0, 500)
      .split(',')
      .map((range, index) => {
        const [tag = '', ...parameters] = range.trim().split(/\s*;\s*/);
        const weight = parameters.find((p) => p.startsWith('q='))?.slice(2);
        return { tag, weight: weight === undefined ? 1 : Number(weight) || 0, index };
      })
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || a.index - b.index);
    return languageOf(this.best(asked, ...ranges.map(({ tag }) => tag)));
  }

  private canonicalOf(tag: string): string | null {
    let canonical = this.canonical.get(tag);
    if (canonical === undefined) {
      canonical = canonicalTag(tag);
      if (this.canonical.size < 1000) this.canonical.set(tag, canonical);
    }
    return canonical;
  }

  private find(locale: string, key: string): IntlMessageFormat | undefined {
    return this.messages.get(this.fileOf(locale))?.get(key) ?? this.messages.get(ROOT)?.get(key);
  }

  private fileOf(locale: string): string {
    let file = this.resolved.get(locale);
    if (file === undefined) {
      file = languageOf(this.best(locale));
      if (this.resolved.size < 1000) this.resolved.set(locale, file);
    }
    return file;
  }
}

/** `fr-CA` for `fr_CA`, `FR-ca`; null for what is no language tag. */
function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

function languageOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

/** Nested names to dotted keys: `{ answer: { confirm: … } }` to `answer.confirm`. */
function flatten(tree: unknown, prefix = ''): [string, string][] {
  if (typeof tree === 'string') return [[prefix, tree]];
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) {
    throw new Invalid(
      'locales.invalid',
      `The words of the interface have faults: ${prefix || 'the file'} is not a text`,
    );
  }
  return Object.entries(tree).flatMap(([name, branch]) => flatten(branch, prefix ? `${prefix}.${name}` : name));
}
